/** Pages as they leave the Worker: filled, guarded, and without a way for a title to become markup. */
import { describe, expect, test } from "vitest";
import { call, makePoll, Phone } from "./phone.ts";

const HOSTILE = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</script><script>alert(1)</script>",
  "<!--<script>",
  "{{constructor.constructor('alert(1)')()}}",
  "' onfocus=alert(1) autofocus='",
  "&lt;b&gt;",
  "]]><svg onload=alert(1)>",
];

/** Tags and attributes that a browser would see, in a page put together from somebody else's text. */
async function tagsOf(response: Response): Promise<string[]> {
  const tags: string[] = [];
  const seen = new HTMLRewriter().on("*", {
    element({ tagName, attributes }) {
      tags.push([tagName, ...[...attributes].map(([name = ""]) => name)].join(" "));
    },
  });
  await seen.transform(response).text();
  return tags;
}

describe("hostile text", () => {
  test.each(HOSTILE)("%s in title, question and options stays text, on every page", async (text) => {
    const plain = await makePoll({ title: "Title", question: "Question", options: ["one", "two"] });
    const hostile = await makePoll({ title: text, question: text, options: [text, text] });
    for (const path of ["/p/#", "/p/#/host", "/p/#/present", "/p/#/results", "/embed/#"]) {
      const [expected, got] = await Promise.all([plain, hostile].map(async ({ id }) => tagsOf(await call(path.replace("#", id)))));
      expect(got, path).toEqual(expected);
    }
  });

  test.each(HOSTILE)("%s comes through whole in what a messenger shows and in the facts", async (text) => {
    const { id } = await makePoll({ title: text });
    const response = await call(`/p/${id}`);
    let facts = "";
    let shown: string | null = null;
    const seen = new HTMLRewriter()
      .on("#facts", {
        text(chunk) {
          facts += chunk.text;
        },
      })
      .on('meta[property="og:title"]', {
        element(element) {
          shown = element.getAttribute("content");
        },
      });
    await seen.transform(response).text();
    expect(facts).not.toContain("<");
    expect(JSON.parse(facts)).toMatchObject({ poll: id, first: { poll: { title: text } } });
    const decoded = String(shown)
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&#39;", "'")
      .replaceAll("&amp;", "&");
    expect(decoded).toBe(text);
  });
});

describe("guards", () => {
  test.each(["/", "/p/#", "/p/#/host", "/p/#/present", "/p/#/results", "/embed/#", "/p/22222222222222b"])(
    "%s carries its policy",
    async (path) => {
      const { id } = await makePoll();
      const response = await call(path.replace("#", id));
      await response.text();
      const policy = response.headers.get("content-security-policy") ?? "";
      for (const rule of ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "require-trusted-types-for 'script'"])
        expect(policy).toContain(rule);
      expect(policy).not.toContain("unsafe");
      expect(policy).toContain(path.startsWith("/embed") ? "frame-ancestors *" : "frame-ancestors 'none'");
      expect(response.headers.get("referrer-policy")).toBe("no-referrer");
      expect(response.headers.get("set-cookie")).toBeNull();
      expect(response.status).toBe(path.includes("22222") ? 404 : 200);
    },
  );

  test("[S1] a page says what a stranger may see, and nothing else", async () => {
    const { id } = await makePoll({ results: "after-vote" });
    await (await Phone.join(id, "ann")).vote([0], 1);
    const html = await (await call(`/p/${id}`)).text();
    expect(html).toContain('"tallies":{"q1":{"ballots":1}}');
    expect(html).not.toContain("counts");
  });

  test("[A1] an address that is nothing is a page for people and JSON for programs", async () => {
    const page = await call("/nothing", { headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(await (await call("/nothing")).json()).toMatchObject({ error: { code: "no-such-page" } });
  });
});
