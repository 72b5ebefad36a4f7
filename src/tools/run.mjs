// The one file that an old Node must be able to read: it says what is missing, then hands over to TypeScript.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const [, , tool = "", ...rest] = process.argv;
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Showhands needs Node 22.18 or newer, and this is ${process.versions.node}. Install a newer Node and run the command again.`,
  );
  process.exit(1);
}
const tools = {
  build: "./build.ts",
  start: "./start.ts",
  test: "./test.ts",
  prove: "./prove.ts",
  bench: "../../bench/bench.ts",
  cost: "../../bench/bill/cost.ts",
  scale: "../../bench/scale/scale.ts",
};
const file = tools[tool];
if (!file) {
  console.error(`There is no tool "${tool}". Tools: ${Object.keys(tools).join(", ")}.`);
  process.exit(1);
}
const { main } = await import(file);
await main(rest);
