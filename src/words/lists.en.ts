/** English: words that say nothing by themselves, and words that a classroom's wall should not show unseen. */

const list = (words: string) => words.trim().split(/\s+/);

export const stopWords = list(`
  a about above across after again against ago all almost along already also although always am among an and another any anybody anyone
  anything anyway are aren't around as at away back be became because become been before being below between both but by came can can't
  cannot could couldn't did didn't do does doesn't doing don't done down during each either else enough etc even ever every everybody
  everyone everything few for from further gave get gets getting give go goes going gone gonna got had hadn't has hasn't have haven't
  having he he'd he'll he's hence her here here's hers herself him himself his how how's however i i'd i'll i'm i've if in instead into is
  isn't it it'd it'll it's its itself just kind know let let's like lot lots made make makes many may maybe me might mine more most much
  must my myself neither never no nobody none nor not nothing now of off often oh ok okay on once one only onto or other others our ours
  ourselves out over own perhaps per put quite rather really same say see seem seems shall she she'd she'll she's should shouldn't since
  so some somebody someone something sometimes soon still such than that that's the their theirs them themselves then there there's
  therefore these they they'd they'll they're they've thing things think this those though through thus to together too toward towards
  under until up upon us use used using very via want was wasn't we we'd we'll we're we've well went were weren't what what's whatever
  when when's where where's whether which while who who's whole whom whose why why's will with within without won't would wouldn't yet
  you you'd you'll you're you've your yours yourself yourselves
`);

export const blockedWords = list(`
  arse arsehole arseholes ass asses asshat asshole assholes ballsack bastard bastards bitch bitches bitching bitchy blowjob blowjobs
  bollocks boner boobs bugger bullshit buttplug chink chinks clit clitoris clusterfuck cock cocks cocksucker cocksuckers coon coons crap
  crappy cum cumming cumshot cunt cunts dick dickhead dickheads dicks dildo dildos dipshit douche douchebag douchebags dumbass dumbasses
  dyke dykes fag faggot faggots fags fuck fucked fucker fuckers fuckface fuckhead fuckin fucking fucks fuckwit fuk fuking gangbang gook
  gooks handjob hitler horseshit jackass jerkoff jizz kike kikes knobhead masturbate masturbating masturbation milf mofo motherfucker
  motherfuckers motherfucking nazi nazis nigga niggas nigger niggers nutsack orgasm paedo paedophile paki pakis pedo pedophile penis
  penises phuck piss pissed pissing porn porno prick pricks pussies pussy queef rape raped rapes raping rapist rapists retard retarded
  retards rimjob schlong scrotum semen sexting shag shagging shit shite shithead shitheads shits shitshow shitting shitty slut sluts
  slutty spastic spic spics spunk stfu tits titties titty tosser tossers tranny trannies turd turds twat twats vagina vaginas wank wanker
  wankers wanking wetback wetbacks whore whores wtf
`);
