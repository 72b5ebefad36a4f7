/** Requests that must be refused, by name: those that no poll is needed to refuse, and those that a poll refuses. */
import { gzipSync } from "node:zlib";
import { freshId, pathOf, type Request, ROUTES, type Route, refuses } from "./requests.ts";

export interface Case {
  name: string;
  request: Request;
  /** Undefined where no such call is described. */
  route: Route | undefined;
}

const KEY = "Bearer 0123456789abcdefghijklmnopq";
const VOTER = "Voter AbCdEfGhIjKlMnOpQrSt_-";
const JSON_TYPE = { "content-type": "application/json" };
const MEGABYTE = 1_048_576;
const METHODS = ["PUT", "PATCH", "DELETE", "POST", "GET", "PROPFIND", "SEARCH"];

const BAD_IDS: readonly string[] = [
  ..."x,0000000000000lO,AAAAAAAAAAAAAAA,22222222222222,2222222222222222,__proto__,constructor,null,undefined,NaN,-1,1e9".split(","),
  ...["%00", "..%2f..%2fetc%2fpasswd", "%F0%9F%98%80", "%ff%fe", "%E0%A4%A", "'%20OR%201=1--", "%3Cscript%3E", "a%0d%0aX:1"],
  ...["22222222222222b%00", "22222222222222b%20", "*", "$%7B7*7%7D", "2".repeat(4_000)],
];

const BAD_TYPES = [
  "",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/jsonp",
  "*/*",
  "text/json",
];

/** A body for what takes JSON, with how it is sent. */
export const BAD_BODIES: readonly [string, Partial<Request>][] = [
  ["empty", { body: "" }],
  ["no UTF-8", { body: Buffer.from([0x7b, 0xff, 0xfe, 0x22, 0x7d]) }],
  ["half a letter", { body: Buffer.from([0x22, 0xe2, 0x82]) }],
  ["UTF-16", { body: Buffer.from('{"a":1}', "utf16le") }],
  ["a byte-order mark twice", { body: "\ufeff\ufeff{}" }],
  ["cut", { body: '{"question":"q1","choice":[0' }],
  ["no JSON", { body: "question=q1&choice=0" }],
  ["NaN", { body: '{"n":NaN}' }],
  ["a number", { body: "7" }],
  ["null", { body: "null" }],
  ["a list", { body: "[]" }],
  ["a list of a list", { body: "[[]]" }],
  ["a prototype", { body: '{"__proto__":{"question":"q1"}}' }],
  ["a constructor", { body: '{"constructor":{"prototype":{"admin":true}}}' }],
  ["deep lists", { body: "[".repeat(2_000) + "]".repeat(2_000) }],
  ["deep objects", { body: `${'{"a":'.repeat(600)}1${"}".repeat(600)}` }],
  ["a bomb, packed", { body: gzipSync(Buffer.alloc(10 * MEGABYTE)), headers: { "content-encoding": "gzip" } }],
  ["JSON, packed", { body: gzipSync('{"question":"?","options":["a","b"]}'), headers: { "content-encoding": "gzip" } }],
  ["packed by its word alone", { body: "{}", headers: { "content-encoding": "br, gzip, deflate" } }],
  ["an XML bomb", { body: '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>' }],
];

const PIECES_BYTES = 66_000; // more than any call takes, and no more than the engine reads behind its answer: 64 KB, or it cuts the line

const TOO_LARGE: readonly [string, Partial<Request>][] = [
  ["a megabyte announced", { body: `{"pad":"${"x".repeat(MEGABYTE)}"}`, announced: true }],
  ["a megabyte of spaces announced", { body: " ".repeat(MEGABYTE), announced: true }],
  ["too many pieces", { body: "[".repeat(PIECES_BYTES), headers: { "transfer-encoding": "chunked" } }],
];

/** Sent whatever is answered. The engine cuts the line of who does not stop, often before they read the answer. */
export function megabytesInsistedOn(): Request[] {
  return POSTS.map((route) => of(route, freshId(), { body: "[".repeat(MEGABYTE) }));
}

const POSTS = ROUTES.filter(({ takes }) => takes);
const isApi = ({ path }: Route) => path.startsWith("/api/") || path.startsWith("/ws/");
const keyed = new Set(["commands", "copy", "pictures", "people", "entry", "tickets"]);
const isKeyed = ({ path, method }: Route) =>
  path.startsWith("/api/") &&
  (keyed.has(path.split("/").at(-1) ?? "") || method === "DELETE" || (method === "GET" && path.endsWith("/players")));

/** Who calls rightly, so that it is the body that is wrong. */
export const rightHeaders = (route: Route, key = KEY) => ({ ...JSON_TYPE, authorization: isKeyed(route) ? key : VOTER });

const of = (route: Route, id: string, more: Partial<Request> = {}): Request => ({
  method: route.method,
  path: pathOf(route.path, id),
  ...more,
  headers: { ...rightHeaders(route), ...more.headers },
});

/** None of these needs to know a poll. */
export function needNoPoll(): Case[] {
  const withId = ROUTES.filter((route) => isApi(route) && route.path.includes("{id}"));
  return [
    ...withId.flatMap((route) =>
      BAD_IDS.map((id) => ({ name: `${route.method} ${route.path} of ${id.slice(0, 30)}`, route, request: of(route, id) })),
    ),
    ...[...new Set(ROUTES.filter(isApi).map(({ path }) => path))].flatMap((path) => {
      const known = new Set(ROUTES.filter((route) => route.path === path).map(({ method }) => method));
      const others = METHODS.filter((method) => !known.has(method));
      return others.map(
        (method): Case => ({ name: `${method} ${path}`, route: undefined, request: { method, path: pathOf(path, freshId()) } }),
      );
    }),
    ...POSTS.flatMap((route) => [
      ...BAD_TYPES.map((type) => ({
        name: `${route.path} as ${type || "nothing"}`,
        route,
        request: of(route, freshId(), { body: "{}", headers: { "content-type": type } }),
      })),
      ...[...TOO_LARGE, ...BAD_BODIES.filter(([, { body }]) => refuses(route, body ?? ""))].map(([name, how]) => ({
        name: `${route.path} with ${name}`,
        route,
        request: of(route, freshId(), how),
      })),
    ]),
    ...ROUTES.filter((route) => isKeyed(route)).flatMap((route) =>
      ["", "Bearer", "Bearer x", `Bearer ${"x".repeat(65)}`, "Basic YTpi", VOTER, "Bearer <script>"].map((authorization) => ({
        name: `${route.method} ${route.path} with "${authorization.slice(0, 20)}"`,
        route,
        request: of(route, freshId(), { body: route.method === "POST" ? "{}" : null, headers: { authorization } }),
      })),
    ),
    ...ROUTES.filter(({ method }) => method === "POST" || method === "DELETE").map((route) => ({
      name: `${route.method} ${route.path} from elsewhere`,
      route,
      request: of(route, freshId(), { headers: { origin: "https://evil.test" } }),
    })),
    ...STRAYS.map((path): Case => ({ name: path.slice(0, 40), route: undefined, request: { method: "GET", path } })),
  ];
}

/** Paths that lead nowhere, however one looks at them. */
const STRAYS = [
  ..."/api,/api/,/api/polls/,/api//polls,/api/users,/API/POLLS,/.env,/.git/config,/wp-login.php,/admin,/ws,/ws/,/graphql".split(
    ",",
  ),
  ...["/api/polls/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//evil.test/", "/\\evil.test", "/p/../../x", "/src/worker.ts"],
  ...[
    "/test%00.html",
    "/p/%E0%A4%A",
    "/j/%E0%A4%A",
    "/j/%00",
    "/build/../wrangler.toml",
    `/${"x".repeat(6_000)}`,
    "/?x=<script>/nowhere",
  ],
].filter((path) => !path.startsWith("/?"));
