/** Names for players who have none: kind words and animals that nobody minds being. Each with the other fits a row of the leaderboard. */
export const adjectives = [
  ..."Brave Bright Calm Clever Cosy Curious Daring Dapper Eager Fair Fancy Fast Fearless Fresh Friendly Funny Gentle".split(" "),
  ..."Glad Golden Graceful Happy Honest Humble Jolly Joyful Keen Kind Lively Lucky Mellow Merry Mighty Modest Neat Nimble".split(
    " ",
  ),
  ..."Noble Patient Playful Polite Proud Quick Quiet Rapid Ready Sandy Serene Sharp Shiny Silent Silver Sleek Smart Snappy".split(
    " ",
  ),
  ..."Snowy Speedy Spry Steady Sunny Swift Tidy Velvet Warm Wise Witty Zesty".split(" "),
];

export const animals = [
  ..."Alpaca Badger Bat Bear Beaver Bee Bison Camel Cat Cheetah Cobra Crane Cricket Deer Dingo Dolphin Dove Dragon Duck".split(" "),
  ..."Eagle Falcon Ferret Finch Firefly Fox Frog Gazelle Gecko Giraffe Goose Hamster Hare Hawk Hedgehog Heron Horse Ibex".split(
    " ",
  ),
  ..."Iguana Jackdaw Jaguar Kestrel Kiwi Koala Lark Lemur Leopard Lion Lizard Llama Lynx Magpie Marmot Marten Mole Moose".split(
    " ",
  ),
  ..."Newt Ocelot Octopus Orca Osprey Otter Owl Panda Panther Parrot Pelican Penguin Pony Puffin Puma Quail Rabbit Raccoon".split(
    " ",
  ),
  ..."Raven Robin Salmon Seal Sparrow Squid Stork Swan Tapir Tiger Toad Toucan Turtle Walrus Whale Wolf Wombat Yak Zebra".split(
    " ",
  ),
];

/** `chance`: two numbers from 0 to 1, without 1. */
export function nameFrom([one, other]: readonly [number, number]): string {
  return `${adjectives[Math.floor(one * adjectives.length)]} ${animals[Math.floor(other * animals.length)]}`;
}
