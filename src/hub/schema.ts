/** Tables as numbered migrations. An object of an unknown poll has none of them: looking a poll up writes nothing. */

const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE poll (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      epoch TEXT NOT NULL,
      secret TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      body TEXT NOT NULL
    )`,
    // The cache of the ballots below: one row for each question, written once per turn with the newest seq.
    `CREATE TABLE tallies (
      question TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      tally TEXT NOT NULL
    ) WITHOUT ROWID`,
    // The truth. WITHOUT ROWID makes it one row written per counted vote, where a rowid table pays for its index too.
    `CREATE TABLE ballots (
      question TEXT NOT NULL,
      round INTEGER NOT NULL,
      voter TEXT NOT NULL,
      choice TEXT NOT NULL,
      n INTEGER NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (question, round, voter)
    ) WITHOUT ROWID`,
  ],
  ["UPDATE poll SET body = json_set(body, '$.poll.showFrom', 0)"],
  // With a rowid: a large row in a tree of its own, in the order in which they came.
  ["CREATE TABLE pictures (id TEXT PRIMARY KEY, type TEXT NOT NULL, bytes BLOB NOT NULL)"],
  // Questions from before they had looks, faces, answers of one's own, and a filter.
  [
    `UPDATE poll SET body = json_set(body, '$.poll.questions', (
      SELECT json_group_array(json(CASE value->>'kind'
        WHEN 'choice' THEN json_insert(value, '$.other', json('false'), '$.look', 'bars', '$.emoji', NULL, '$.pictures', NULL,
          '$.hidden', json('[]'), '$.merged', json('[]'), '$.allowed', json('[]'))
        WHEN 'ranking' THEN json_insert(value, '$.emoji', NULL, '$.pictures', NULL)
        WHEN 'text' THEN json_insert(value, '$.filter', json('false'), '$.allowed', json('[]'))
        ELSE value END))
      FROM json_each(body, '$.poll.questions')))`,
  ],
  // Polls from before hosts could pace them: the room is at the last question that was opened. An undo of a few seconds is not worth carrying over.
  [
    `UPDATE poll SET body = json_insert(
      json_set(body, '$.poll.questions', (
        SELECT json_group_array(json_set(json_insert(value, '$.seconds', NULL, '$.endsAt', NULL, '$.earlier', NULL), '$.beforeReset', NULL))
        FROM json_each(body, '$.poll.questions'))),
      '$.poll.endsAt', NULL, '$.poll.beforeClear', NULL, '$.poll.current', (
        SELECT value->>'id' FROM json_each(body, '$.poll.questions')
        WHERE body->>'$.poll.pace' = 'host' AND value->>'phase' <> 'waiting' ORDER BY key DESC LIMIT 1))`,
  ],
  // Quizzes: what an answer earned stands in its row, NULL elsewhere.
  [
    "ALTER TABLE ballots ADD COLUMN points INTEGER",
    'ALTER TABLE ballots ADD COLUMN "right" INTEGER',
    "ALTER TABLE ballots ADD COLUMN streak INTEGER",
    "ALTER TABLE ballots ADD COLUMN ms INTEGER",
    // `look` is what a name is read as, and is there once; `stretch` has no affinity, being a number or 'none'.
    `CREATE TABLE players (
      voter TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      look TEXT NOT NULL UNIQUE,
      team INTEGER,
      stretch NOT NULL DEFAULT 1,
      removed INTEGER NOT NULL DEFAULT 0,
      game INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    `UPDATE poll SET body = json_set(body, '$.quiz', NULL, '$.poll.questions', (
      SELECT json_group_array(json(CASE value->>'kind'
        WHEN 'choice' THEN json_insert(value, '$.right', json('[]'))
        WHEN 'number' THEN json_insert(value, '$.tolerance', 0)
        WHEN 'text' THEN json_insert(value, '$.accepted', json('[]'), '$.typos', json('true'))
        ELSE value END))
      FROM json_each(body, '$.poll.questions')))`,
  ],
  // Rooms that talk. Polls from before have it all switched off.
  [
    `UPDATE poll SET body = json_set(body, '$.poll.talk',
      json('{"chat":"off","questions":"off","reactions":false,"approve":false,"filter":true,"slowSeconds":0}'))`,
    // Counters of the log: one row, written once per turn that talks.
    `CREATE TABLE talk (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      rev INTEGER NOT NULL,
      at INTEGER NOT NULL,
      body TEXT NOT NULL
    )`,
    `CREATE TABLE messages (
      id INTEGER PRIMARY KEY,
      rev INTEGER NOT NULL,
      voter TEXT NOT NULL,
      n INTEGER NOT NULL,
      name TEXT NOT NULL,
      text TEXT NOT NULL,
      at INTEGER NOT NULL,
      host INTEGER NOT NULL,
      state TEXT NOT NULL,
      UNIQUE (voter, n)
    )`,
    // Their upvotes are ballots, under the name of a question that no poll has: `a` and the id.
    `CREATE TABLE asks (
      id INTEGER PRIMARY KEY,
      rev INTEGER NOT NULL,
      voter TEXT NOT NULL,
      n INTEGER NOT NULL,
      name TEXT NOT NULL,
      text TEXT NOT NULL,
      at INTEGER NOT NULL,
      host INTEGER NOT NULL,
      state TEXT NOT NULL,
      hidden INTEGER NOT NULL,
      votes INTEGER NOT NULL,
      reply TEXT NOT NULL,
      UNIQUE (voter, n)
    )`,
    // Who has said something, was muted, or was written to: never who has only voted.
    `CREATE TABLE people (
      voter TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      muted INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    `CREATE TABLE notices (
      id INTEGER PRIMARY KEY,
      audience TEXT NOT NULL,
      voter TEXT,
      code TEXT,
      about TEXT,
      round INTEGER,
      text TEXT NOT NULL,
      at INTEGER NOT NULL,
      expires INTEGER NOT NULL
    )`,
    `CREATE TABLE got (
      notice INTEGER NOT NULL,
      voter TEXT NOT NULL,
      seen INTEGER NOT NULL,
      PRIMARY KEY (notice, voter)
    ) WITHOUT ROWID`,
  ],
  // The ladder against double voting. Polls from before are open to any device.
  [
    `UPDATE poll SET body = json_set(body, '$.poll.entry', json('{"level":"open","networkMax":null}'),
      '$.entry', json('{"generation":0,"code":null,"tickets":0,"revoked":[]}'))`,
    // First ballots of each network, under a keyed hash of its address: rows only where a host asked for a cap, and only while a question is open.
    `CREATE TABLE networks (
      question TEXT NOT NULL,
      round INTEGER NOT NULL,
      network TEXT NOT NULL,
      ballots INTEGER NOT NULL,
      PRIMARY KEY (question, round, network)
    ) WITHOUT ROWID`,
  ],
  // Receipts. A hash is a cache of ballots, good for the tally of that seq.
  [
    "UPDATE poll SET body = json_set(body, '$.poll.receipts', json('false'))",
    `CREATE TABLE receipts (
      question TEXT PRIMARY KEY,
      round INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      count INTEGER NOT NULL,
      sha256 TEXT NOT NULL
    ) WITHOUT ROWID`,
  ],
  // Relays that have phones of this poll.
  ["CREATE TABLE relays (name TEXT PRIMARY KEY, lost INTEGER NOT NULL) WITHOUT ROWID"],
];

/** Brings the tables to the newest version. Runs in the constructor, before any event. */
export function migrate(storage: DurableObjectStorage): void {
  const from = storage.kv.get<number>("schema") ?? 0;
  if (from === MIGRATIONS.length) return;
  storage.transactionSync(() => {
    for (const statements of MIGRATIONS.slice(from)) for (const statement of statements) storage.sql.exec(statement);
    storage.kv.put("schema", MIGRATIONS.length);
  });
}

/** Was this object ever a poll? */
export function isMade(storage: DurableObjectStorage): boolean {
  return storage.kv.get<number>("schema") !== undefined;
}
