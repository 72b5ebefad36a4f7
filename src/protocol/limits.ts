/** Every bound of the product: the unit is in the name, the reason beside it. Plain data, safe to import anywhere. */

// Text. Lengths count code points after NFC normalisation.
export const TITLE_POINTS_MAX = 300; // a long sentence; more does not fit a projector
export const QUESTION_POINTS_MAX = 300;
export const OPTION_POINTS_MAX = 120; // two lines on a phone of 320 px

// Structure.
export const OPTIONS_PER_QUESTION_MIN = 2; // one option is no question
export const OPTIONS_PER_QUESTION_MAX = 50;
export const QUESTIONS_PER_POLL_MAX = 50;
export const OPTIONS_PER_POLL_MAX = 1_500; // 1,500 counts of 7 digits, and 50 questions around them, stay within a results frame

// Kinds of questions. Steps, bins and options are all counts of a tally, and count towards the 1,500 of a poll.
export const RATING_STEPS_MIN = 2;
export const RATING_STEPS_MAX = 11; // 0 to 10, the longest scale that surveys use
export const RATING_STEPS_DEFAULT = 5;
export const LABEL_POINTS_MAX = 60; // one line under the end of a scale
export const UNIT_POINTS_MAX = 20; // stands behind a number: "million people"
export const NUMBER_MAX = 1_000_000_000_000; // with three decimals still exact in a double
export const NUMBER_DECIMALS_MAX = 3; // thousandths: the finest that people guess
export const NUMBER_STEPS_MAX = 10_000_000_000; // the exact sum of 900,000 answers stays a safe integer
export const NUMBER_BINS_MAX = 30; // 50 questions of 30 bins are the 1,500 counts of a poll
export const RANKED_OPTIONS_MAX = 20; // nobody orders more; 20 x 20 pairs are 3 KB, and every order of them fits 20 bytes
export const ANSWER_POINTS_MAX = 200; // two sentences; a wall of longer ones nobody reads
export const ANSWERS_KEPT_MAX = 2_000; // different answers in memory while they are counted: 8 MB at the very worst, with all their spellings
export const SPELLINGS_KEPT_MAX = 4; // of one answer: pizza, Pizza, PIZZA, and one more
export const ANSWERS_SHOWN_MAX = 60; // more words than a big screen can hold
export const ANSWERS_SHOWN_BYTES_MAX = 8_192; // half a results frame
export const ANSWERS_HIDDEN_MAX = 200; // a host who hides more closes the question instead
export const ANSWERS_MERGED_MAX = 200; // as many spellings as one evening brings
export const ANSWERS_PER_COMMAND_MAX = 50; // 50 answers of 200 points fit a body
export const EMOJI_UNITS_MAX = 40; // a family of four with skins has 35 UTF-16 units
export const PICTURE_BYTES_MAX = 102_400; // 640 px of a photograph; more than a phone shows beside an option
export const PICTURE_SIDE_MAX = 2_048; // pixels: pages make them 640; a few bytes can claim an area that fills a phone's memory
export const PICTURE_SIDE_PX = 640; // the long side: sharp on a phone, and good enough on a wall
export const PICTURES_BYTES_MAX = 2_097_152; // of a poll: forty small pictures, stored with it
export const COUNTDOWN_SECONDS_MIN = 5; // less than the time to read a question
export const COUNTDOWN_SECONDS_MAX = 86_400; // what lasts longer has a deadline
export const COUNTDOWN_OFFERED_SECONDS = [10, 20, 30, 45, 60, 90, 120, 180, 300, 600]; // a quick tap to a talk in pairs
export const SHOW_FROM_MAX = 50; // ballots; above it a class would never see its results

// Digests: what only the ballots say (rounds of a runoff, a median, words) is counted anew from storage, not kept.
export const DIGEST_BALLOTS_PER_MS = 5; // a room of 5,000 is counted once a second: about 2% of the hub's time

// Receipts.
export const RECEIPTS_BALLOTS_MIN = 5; // among fewer one's own choice is soon guessed
export const RECEIPTS_UNITS_MAX = 8_388_608; // of one list: 250,000 ballots of a choice; an answer between objects carries 32 MB
export const RECEIPTS_KEPT_UNITS_MAX = 16_777_216; // of all lists that a hub keeps in its 128 MB: each costs a second to read again

// Bytes.
export const CLIENT_FRAME_BYTES_MAX = 4_096; // the longest honest frame is a vote with 50 marks: under 400 bytes
export const BODY_BYTES_MAX = 65_536; // a poll of 50 long questions; binds before the products of the others

export const RESULTS_FRAME_BYTES_MAX = 16_384; // one flush to one phone; above it workerd's cost per frame grows by size

// Numbers on the wire.
export const ROUND_MAX = 1_000_000; // a round is a reset by hand

// Identity.
export const VOTER_TOKEN_CHARS_MIN = 22; // 16 random bytes in base64url
export const VOTER_TOKEN_CHARS_MAX = 64;
export const HOST_KEY_BYTES = 20; // 160 bits, above the 128 that make guessing hopeless
export const POLL_ID_CHARS = 15; // 15 of 31 letters: 74 bits
export const CODE_CHARS = 6; // 31^6, 887 million: short enough to type, guarded by the two limits below

// Short codes.
export const CODE_LEASE_MS = 4 * 3_600_000; // a code nobody renews is free again after four hours
export const CODE_RENEW_BELOW_MS = 3 * 3_600_000; // renew at most hourly while a host or a big screen is there
export const CODE_CLAIM_TRIES = 8; // with 1,000 live codes a clash is one in a million, eight in a row never happen
export const WRONG_CODES_PER_MINUTE_MAX = 10; // per address; 31^6 codes at this pace take 168 years
export const WRONG_CODES_WINDOW_MS = 60_000;

// Who may vote.
export const ACCESS_CODE_CHARS = 6; // as drawn: 31^6, 887 million
export const ACCESS_CODE_CHARS_MIN = 4; // a host may say "lima" in the room; guessing it is limited below
export const ACCESS_CODE_CHARS_MAX = 20;
export const WRONG_PASSES_MAX = 60; // from one address in a minute, with one code each: of 500 people behind it one in eight may mistype; a drawn code takes it 28 years
export const WRONG_PASSES_OF_POLL_MAX = 600; // from all addresses in a minute; then only those without a wrong try are heard, so that nobody locks a room out from elsewhere
export const WRONG_PASSES_WINDOW_MS = 60_000;
export const TICKETS_MAX = 5_000; // one object's crowd; 209 sheets of paper
export const TICKET_CHARS = 12; // 3 letters of number and 9 of proof: 44 bits, a hit in 800,000 years at a thousand tries a second
export const TICKETS_PER_PAGE = 24; // of paper: three columns, codes of 3 cm that any phone reads
export const NETWORK_BALLOTS_MAX = 100_000; // above it a cap caps nothing
export const NETWORK_BALLOTS_OFFERED = 200; // a campus, a company or a mobile carrier stands behind few addresses
export const TURNSTILE_TOKEN_CHARS_MAX = 2_048; // as Cloudflare says
export const TURNSTILE_WITHIN_MS = 5_000; // a check that takes longer is down, and a person tries again

// Host keys.
export const WRONG_KEYS_PER_MINUTE_MAX = 10; // of a poll, answered at once: an old link tried again and again by a person
export const WRONG_KEYS_WINDOW_MS = 60_000;
export const WRONG_KEY_ANSWERED_AFTER_MS = 1_000; // beyond that; a thousand tries on one line take a quarter of an hour

// Sockets.
export const SOCKETS_PER_HUB_MAX = 30_000; // the engine refuses at 32,768; a polite refusal comes before that
export const HELLO_WITHIN_MS = 10_000; // a socket that says nothing may not hold a place
export const CREDITS_MAX = 500; // a burst from one socket: a phone's whole outbox many times over
export const CREDITS_PER_SECOND = 250; // about 1% of what one hub takes; a person needs fewer than 5
export const STRIKES_MAX = 50; // frames refused as too fast before the socket closes with 4429
export const BAD_FRAMES_PER_MINUTE_MAX = 10; // then 4400
export const BAD_FRAMES_WINDOW_MS = 60_000;
export const VOTED_SETS_MAX = 1_000; // different sets of questions that people have answered, shared by all who did; then they are made anew
export const STATEMENT_UNITS_MAX = 500_000; // of UTF-16, three bytes each at most: a bound value has 2 MB
export const QUESTIONS_BYTES_MAX = 65_536; // what one body can make, also when it is added bit by bit: every phone receives all of it
export const TIMER_WITHIN_MS = 60_000; // an alarm may come seconds late, a timer keeps the object awake: only what is near has one
export const ALARM_RETRY_MS = 60_000; // a deadline that has passed and could not be met is tried again after this
export const PENDING_BEFORE_TURN_MAX = 20_000; // commands in the inbox; one turn of this size takes about a second

// Backpressure.
export const BEHIND_BYTES_MAX = 65_536; // more than this unsent: the socket is skipped until it drains
export const BEHIND_MS_MAX = 30_000; // still behind after this: closed once with 1013
export const SILENT_MS_MAX = 45_000; // a ping every 25 s, 10 s until the page itself gives the line up, 10 s of slow network
export const SWEEP_EVERY_MS = 3_000; // how often the awake hub looks for silent sockets: with the above, 10 s until it sleeps and a second until it is told, under a minute

// Relays, which hold the sockets of large rooms.
export const HUB_SOCKETS_OWN_MAX = 2_000; // a hub's own: told within 100 ms; whoever comes later is behind a relay
export const RELAY_SOCKETS = 2_000; // meant for each relay: it tells them all within 100 ms, beside the other relays
export const RELAYED_PHONES_MAX = 120_000; // a hub comes by all of them in 0.3 s, and their 300 bytes each are a third of its 128 MB (docs/scale.md)
export const RELAYED_SOCKET_WEIGHT = 0.05; // to tell a phone behind a relay costs the hub 1 to 2 µs, where a socket of its own takes 35
export const SHARDS_CACHED_MS = 5_000; // the Worker asks a hub for their number this often, and not with each newcomer
export const SHARDS_CACHED_MAX = 1_000; // polls that an instance of the Worker knows of
export const RELAY_TRIES = 3; // relays that are asked before a room is full
export const RELAY_GAP_MS = 5; // between batches of a relay: as long as a turn waits
export const RELAY_GAP_MS_EACH = 2; // and more with each relay: together 500 batches a second, half of what an object hears
export const RELAY_BATCH_MAX = 500; // messages: the hub needs about 10 ms for them
export const RELAY_BATCHES_MAX = 8; // without an answer: each takes a turn and a commit
export const RELAY_QUEUE_MAX = 20_000; // messages that wait for the hub, as many as its inbox holds
export const RELAY_RETRY_MS = 1_000; // after a hub was lost: time to start again
export const RELAY_LOST_TRIES = 60; // a second apart: so long a relay that could not be reached is told that its phones must come again
export const RELAY_FAILURES_MAX = 5; // in a row: then phones are better off looking for another way
export const RELAY_ANSWERS_WITHIN_MS = 30_000; // a call between objects that takes longer hangs: what it brought is lost, and the phones come again
export const RELAY_SWEEP_EVERY_MS = 10_000; // to look for silent phones: found within a minute, and relays are seldom woken for it
export const PHONE_NUMBERS_PER_MS = 4; // four times as many newcomers as an object can hear, so that none gets a number that was used before a sleep
export const RELAY_REST_MS_MAX = 2_000; // a slow relay holds the room up for no longer
export const ROLL_WITHIN_MS = 3_000; // a relay that does not answer a waking hub is given up, and its phones come again
export const PARCEL_UNITS_MAX = 4_000_000; // of UTF-16 to one relay at once: at most three bytes each, well within the 32 MiB of one RPC

// Pace. Figures from measurements of the engine: 30 to 38 µs for each socket and flush.
export const TURN_WITHIN_MS = 5; // many votes share one commit; nobody notices 5 ms
export const TURN_OVERDUE_MS = 200; // a flood starves timers, then a message drives the turn; at 50 ms turns are smaller and take a third fewer votes a second
export const BROADCAST_EVERY_MS = 50; // 20 counts a second look continuous
export const BROADCAST_FRAMES_PER_MS = 20; // 20,000 frames a second, two thirds of what an object can send
export const QUIZ_COUNT_FRAMES_PER_MS = 4; // while players think only a counter moves, and their answers need the processor
export const LOUD_FRAMES_PER_MS = 8; // while the room talks: its lines travel along in larger frames, and votes must not wait for either
export const LOUD_SLICE_SOCKETS = 50; // lines along with counts are several kilobytes for each: a slice still blocks for about 7 ms
export const LOUD_MS = 1_000; // a room has been talking when something was said this long ago
export const BROADCAST_SLICE_SOCKETS = 200; // a slice blocks for about 7 ms, then votes get their turn
export const SLICE_OVERDUE_MS = 25; // a flood starves timers: after this a slice is driven by the next message
export const PRESENCE_EVERY_MS = 1_000; // a number of people that changes is news once a second

// Quiz. Points as Kahoot publishes them, so that nobody has to learn new ones.
export const QUIZ_POINTS = 1_000; // for a right answer at once; half of it at the last moment
export const QUIZ_TEN_POINTS = 10; // for a right answer where speed does not count, as the older system had it
export const QUIZ_FREE_MS = 500; // nobody reads faster: below it only networks differ
export const QUIZ_STREAK_POINTS = 100; // more for each right answer in a row behind the first
export const QUIZ_STREAK_POINTS_MAX = 500; // from the sixth on
export const QUIZ_CREDIT_MS_MAX = 250; // of network delay taken off an answer: a slow mobile line; who lies gains no more than this
export const QUIZ_LATE_MS_MAX = 300; // behind the deadline: tapped in time, and still on its way
export const QUIZ_REVEAL_AFTER_MS = 500; // behind the lock: longer than an answer may be late, short enough for boards within a second
export const QUIZ_GONE_AFTER_MS = 5_000; // after a cut line a room comes back within 3 s, after a reload in two: it is waited for
export const QUIZ_STRETCH_MIN = 1.5; // the personal time that WCAG 2.2.1 and examination boards grant, from here
export const QUIZ_STRETCH_MAX = 10; // to here
export const QUIZ_PLAYERS_MIN = 2; // one player has nobody to compete with
export const QUIZ_PLAYERS_MAX = 1_000; // whoever waits for more starts by hand
export const QUIZ_OPTIONS_MAX = 6; // as many colours and shapes as can be told apart on a big screen
export const QUIZ_PAUSE_SECONDS = 5; // to see the answer and the places
export const QUIZ_PAUSE_SECONDS_MAX = 600; // what lasts longer waits for the host
export const QUIZ_COUNTDOWN_SECONDS_MAX = 60; // a room is ready within it
export const TEAMS_MIN = 2; // against each other
export const TEAMS_MAX = 8; // as many as fit on the big screen
export const ACCEPTED_MAX = 20; // spellings of one answer
export const QUIZ_COUNTDOWN_SECONDS = 3; // three, two, one
export const QUIZ_SECONDS = 10; // per question, as the older system had it
export const QUIZ_OFFERED_SECONDS = [5, 10, 15, 20, 30, 45, 60, 90, 120, 240]; // a glance to a sum on paper
export const QUIZ_TOLD_MAX = 10; // places of a leaderboard that everybody hears; their own place everybody hears too
export const ECHOES_MIN = 3; // round trips before the least of them is believed
export const ECHOES_PENDING_MAX = 4; // unanswered, for each socket
export const ECHO_WITHIN_MS = 5_000; // a line that takes longer earns the greatest credit anyway
export const TYPO_LETTERS_MIN = 6; // shorter words are too near to each other: Iran and Iraq
export const TYPOS_LETTERS_MIN = 10; // two typos from here
export const NAME_POINTS_MAX = 20; // fits a row of the leaderboard on a phone of 320 px
export const JOIN_BURST_MAX = 100; // three classes at once
export const JOINS_PER_SECOND = 20; // a hall of 2,000 whose host has said that they are expected is not held to it
export const LOBBY_LOCK_MS = 60_000; // programs that flood a lobby give up, and people try again
export const PROBES_AT_START = 4; // one more than is needed: one may meet a radio that wakes
export const PROBE_EVERY_MS = 1_000; // a phone does not notice four small frames in as many seconds
export const PROBE_SLICE_SOCKETS = 200; // a slice blocks for about 6 ms
export const PROBE_SLICE_EVERY_MS = 25; // answers get their turn between slices
export const LOBBY_NAMES_MAX = 40; // newcomers that a screen shows: as many as can be read while more come in
export const NAMES_DRAWN = 8; // of some 3,500: in a room of 2,000 one of them is free, and else gets a number
export const PLAYERS_EVERY_MS = 2_000; // reads of that list by one page while its room moves
export const PLAYERS_PAGE = 50; // players on one page of the host's list

// Talk.
export const MESSAGE_POINTS_MAX = 500; // a paragraph; longer ones push all others off a phone
export const MESSAGE_LINES_MAX = 10; // a list or a short verse; 500 empty lines push all others off too
export const ASK_POINTS_MAX = 300; // as a poll's own question: it is read out, and stands on the big screen
export const ASK_REPLY_POINTS_MAX = 500; // a paragraph under the ask
export const NOTICE_POINTS_MAX = 300; // read while doing something else
export const NOTICE_MINUTES_DEFAULT = 60; // news of an hour ago is none
export const NOTICE_MINUTES_MAX = 10_080; // a week
export const NOTICES_LIVE_MAX = 50; // not expired and not withdrawn; each newcomer is asked about all of them
export const SENT_NOTICES_SHOWN = 20; // in the host's list, with their counts
export const GOT_NOTICES_MAX = 50; // as many as can be live
export const SLOW_SECONDS_MAX = 300; // longer between two messages is a closed chat
export const SLOW_SECONDS_OFFERED = [0, 5, 10, 30, 60]; // from a lively room to a hall
export const HISTORY_MESSAGES = 200; // for who comes late: three screens of a laptop, some 40 KB
export const MISSED_CHANGES_MAX = 300; // for who comes back: more is not read, and the newest are told with a mark
export const MESSAGES_KEPT_MAX = 5_000; // of a poll, 3 MB at the very worst: the oldest go
export const ASKS_MAX = 500; // in memory, 300 KB: asks that are neither archived nor removed
export const ASKS_KEPT_MAX = 2_000; // with those that are: 1 MB of plain words, 7 MB at the very worst; of those that are the oldest go
export const TALK_BURST_MAX = 5; // messages and asks of one person: a thought in several lines
export const TALK_PER_SECOND = 0.5; // nobody types faster for long
export const UPVOTE_BURST_MAX = 30; // going down a list of asks
export const UPVOTES_PER_SECOND = 2;
export const REACTION_BURST_MAX = 10; // of one socket: tapping with joy
export const REACTIONS_PER_SECOND = 5;
export const TALK_EVERY_MS = 200; // five lines a second are read as live, and cost a quarter of what the counts cost
export const TALK_FRAMES_PER_MS = 2.5; // an eighth of what an object can send: a hall of 1,000 reads new lines 2.5 times a second, and votes keep their pace
export const TALK_ALONG_MS = 100; // two broadcasts of counts: what can leave with one of them waits for it, and costs no flush of its own
export const TALK_FRAME_BYTES_MAX = 16_384; // as a results frame; what is longer goes in several
export const LISTEN_CREDITS = 10; // a whole log costs the hub as much as ten votes
export const FLOAT_MS = 4_000; // a reaction rises from the bottom to the top: seen, and gone before the next thing is said
export const LOGS_KEPT_MAX = 16; // encoded and ready: after a cut line almost everybody has come equally far
export const PEOPLE_PAGE = 50; // people on one page of the host's list
export const PEOPLE_EVERY_MS = 2_000; // reads of that list by one page while its room moves

export const LOG_MESSAGES_MAX = 500; // drawn by a page that stays open: an hour of a lively room; older ones are let go
export const TALK_SPOKEN_EVERY_MS = 5_000; // a screen reader says how many are new, and has time for the rest
export const ASK_ORDER_RESTS_MS = 3_000; // after a touch asks keep their places: what is aimed at must not move
export const OWN_REACTION_MS = 3_000; // by then one's own tap is among those that the hub tells

// Life.
export const KEEP_DAYS_DEFAULT = 30;
export const KEEP_DAYS_MIN = 1;
export const KEEP_DAYS_MAX = 90;
export const DAY_MS = 86_400_000;
export const UNDO_RESET_MS = 10_000; // the page offers undo for this long: after a reset, asking again, clearing
export const UNDO_GRACE_MS = 5_000; // the click at the last moment still has a network to cross
export const UNDO_DELETE_MS = 10_000; // a poll is deleted this long after the click, while undo is offered
export const BODY_WITHIN_MS = 10_000; // a body that never ends is given up
export const RESULTS_UNITS_MAX = 8_000_000; // of UTF-16 in one export: at most three bytes each, within the 32 MiB of one RPC
export const COPY_BALLOTS_MAX = 20_000; // votes that go along with a copy: a hall; of the longest answers still within the 32 MiB of one RPC
export const TIMELINE_STEPS_MAX = 60; // more points than a drawing of a vote can show apart
export const RESULTS_BALLOTS_MAX = 100_000; // rows in one export: about 10 MB of JSON, well under the 32 MiB of one RPC

// The page.
export const PING_EVERY_MS = 25_000; // proxies drop a line that is silent for 60 to 100 s
export const PING = "ping";
export const PONG = "pong";
export const TOAST_MS = 6_000; // a short sentence read twice
export const CONNECT_WITHIN_MS = 4_000; // an attempt on a dead network hangs for minutes if it may
export const SNAPSHOT_WITHIN_MS = 10_000; // a whole room says hello at once and the hub needs seconds for it
export const PROBE_WITHIN_MS = 2_000; // after sleep a person is looking: a dead line must show at once
export const PONG_WITHIN_MS = 10_000; // nobody is waiting: a slow network gets its time
export const ANSWER_WITHIN_MS = 5_000; // a vote on an open line without an answer is sent once more
export const REQUEST_WITHIN_MS = 10_000; // an HTTP request without an answer is given up
export const RETRY_MS = 3_000; // after a cut line a whole room comes back at once: 5,000 phones are spread over 3 s
export const RETRY_MS_MAX = 10_000; // longer, and a person reloads the page by hand
export const RETRY_ONLINE_MS = 500; // one phone got its network back, but perhaps so did the room's access point
export const BLOCKED_AFTER_MS = 4_000; // this long without a line, votes go by HTTP
export const BLOCKED_AFTER_FAILURES = 2; // as many attempts without a line say the same
export const LOOK_EVERY_MS = 3_000; // results by HTTP while sockets are blocked
export const FULL_RESULTS_EVERY_MS = 5_000; // the results page reads all answers again: 100 KB, for people who read and do not race
export const LOOK_EVERY_MS_MAX = 30_000;
export const VOTE_RETRY_MS = 1_000; // first step of the backoff after `busy`, doubled each time
export const VOTE_RETRY_MS_MAX = 15_000;
export const CLOCK_SAMPLES = 4; // of which the fastest counts: the first one often waits for a radio to wake
export const CLOCK_FRESH_MS = 300_000; // a quartz that is wrong by 100 ppm drifts 30 ms in this time
export const MY_POLLS_MAX = 200; // a device's list: a teacher's year
export const SPOKEN_EVERY_MS = 10_000; // a screen reader must have time for what the person came for
export const CONNECTING_SHOWN_AFTER_MS = 1_200; // silence means all is well: a normal start says nothing

// The host's console.
export const STEP_RESTS_MS = 400; // after its meaning changed, a click on the big button was meant for what stood there before
export const REHEARSAL_VOTERS = 25; // enough to see shapes in every figure
export const REHEARSAL_EVERY_MS = 140; // a lively room: one hand after the other, all within four seconds

// The big screen.
export const STAGE_OPTIONS_MAX = 8; // more are not readable from the back row
export const STAGE_PAGE_MS = 8_000; // eight short lines read without haste
export const STAGE_COUNTDOWN_SECONDS = 30; // what one press of a key gives: time to read the question and to tap
export const STAGE_ORDER_EVERY_MS = 900; // words and answers take new places about once a second; their counts are always the newest
export const STAGE_ANSWER_MS = 6_000; // to see what was right and who said so, before the places come
export const STAGE_PODIUM_MS = 20_000; // three places one after the other, applause, then the table
export const STAGE_IDLE_MS = 3_000; // the pointer and the button beside it go, when nobody has moved it for this long
export const STAGE_ASKS_MAX = 6; // of those with the most votes; a seventh would be too small for the back row
export const STAGE_FLOATS_MAX = 16; // reactions that rise at once along the edge of a big screen: more would hide each other
