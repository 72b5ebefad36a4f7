/** Where a page may come from that is not ours, however much its origin looks like it. */
export function foreignTo(origin: string): Record<string, string> {
  const { protocol, hostname, port, host } = new URL(origin);
  const other = protocol === "https:" ? "http:" : "https:";
  return {
    evil: "https://evil.test",
    null: "null",
    "a sub-domain": `${protocol}//a.${host}`,
    "a prefix": `${protocol}//${hostname}.evil.test${port && `:${port}`}`,
    "a suffix": `${protocol}//evil${host}`,
    "another port": `${protocol}//${hostname}:${port === "8443" ? 8444 : 8443}`,
    "one digit more": `${protocol}//${hostname}:${port || 44}3`,
    "another scheme": `${other}//${host}`,
    "a socket's scheme": `${protocol.replace("http", "ws")}//${host}`,
    "a file": "file://",
    "a user": `${origin}@evil.test`,
    "a path": `${origin}/`,
    "two origins": `${origin} https://evil.test`,
    capitals: origin.toUpperCase(),
  };
}
