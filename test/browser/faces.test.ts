/** Pictures and emoji of options in real Chromium: made small, kept, put in once the poll is made, tried again. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { PollView } from "../../src/protocol/server.ts";
import { form, make, ui } from "../../src/words/en.ts";
import { becameHost, button, hasFocus, openMake, option, pollMade, saysOptions, sentBy, write } from "../support/making.ts";
import { useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
const picture = (page: Page) => page.locator(".optface img");

/** A PNG that does not shrink well, so that there is something to do. */
const PHOTO = (page: Page, width: number, height: number) =>
  page.evaluate(
    async ([w, h]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
      const context = canvas.getContext("2d");
      for (let at = 0; at < 3_000; at++) {
        if (context) context.fillStyle = `hsl(${(at * 47) % 360} 80% ${30 + (at % 40)}%)`;
        context?.fillRect((at * 977) % (w as number), (at * 613) % (h as number), 60, 40);
      }
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
      return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
    },
    [width, height],
  );

async function choosePicture(page: Page, letter: string, bytes: number[]): Promise<void> {
  await button(page, form.face(letter)).click();
  await page
    .locator(".facedialog input[type=file]")
    .setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from(bytes) });
  await page.locator(".facedialog").waitFor({ state: "detached" });
}

test("[M10] a large photograph becomes a small one, stays with its option, survives a reload, and is in the poll", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi", "Salad"]);
  await choosePicture(page, "B", await PHOTO(page, 2_000, 1_200));
  await picture(page).waitFor();
  await button(page, form.moveDown("A")).click();
  await saysOptions(page, ["Sushi", "Pizza", "Salad"]);
  expect(await page.locator(".optrow").first().locator("img").count()).toBe(1);
  await button(page, form.removeOption("A")).click();
  await button(page, ui.undo).click();
  await page.locator(".optrow").first().locator("img").waitFor();
  await page.reload();
  await page.locator(".optrow").first().locator("img").waitFor();
  await button(page, make.makePoll).click();
  await becameHost(page);
  const poll = await pollMade(stage, page);
  const [asked] = poll.questions;
  const pictures = asked && "pictures" in asked ? asked.pictures : null;
  expect(pictures).toEqual([expect.stringMatching(/^[\w-]{16}$/), null, null]);
  const stored = await fetch(`${stage.server.origin}/api/polls/${poll.id}/pictures/${pictures?.[0]}`);
  expect(stored.headers.get("content-type")).toBe("image/webp");
  expect((await stored.arrayBuffer()).byteLength).toBeLessThanOrEqual(102_400);
  const [width, height] = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, `/api/polls/${poll.id}/pictures/${pictures?.[0]}`);
  expect([width, height]).toEqual([640, 384]);
}, 60_000);

test("[M10] a picture that does not arrive can be tried again; the poll is there either way", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi"]);
  const photo = await PHOTO(page, 300, 200);
  await choosePicture(page, "A", photo);
  await choosePicture(page, "B", await PHOTO(page, 200, 300));
  let fails = 1;
  await page.route("**/pictures", (route) => (fails-- > 0 ? route.abort() : route.continue()));
  await button(page, make.makePoll).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(make.picturesMissing(1)).waitFor();
  await dialog.getByText(form.pictureUnsent).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const mine = await page.evaluate(() => JSON.parse(localStorage.getItem("showhands:polls") ?? "[]") as { id: string }[]);
  const there = (await (await fetch(`${stage.server.origin}/api/polls/${mine[0]?.id}`)).json()) as { poll: PollView };
  expect(there.poll.questions[0]).toMatchObject({ text: "Where to?", pictures: [null, expect.any(String)] });
  await button(page, make.picturesAgain).click();
  await becameHost(page);
  expect((await pollMade(stage, page)).questions[0]).toMatchObject({ pictures: [expect.any(String), expect.any(String)] });
}, 60_000);

test("[M10] what is no picture is said; an emoji takes the place of a picture", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi"]);
  await button(page, form.face("A")).click();
  await page
    .locator(".facedialog input[type=file]")
    .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("no") });
  await page.getByRole("alert").getByText(form.noPicture).waitFor();
  await button(page, "pizza").click();
  await hasFocus(button(page, form.face("A")));
  await button(page, form.face("B")).click();
  await page.getByLabel(form.faceOwn).fill("so 🐙");
  const sent = await sentBy(page, () => button(page, make.makePoll).click());
  expect(sent.questions).toMatchObject([{ emoji: ["🍕", "🐙"] }]);
  await becameHost(page);
});

test("[M14] another poll like one that was made here, pictures included", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi"]);
  await choosePicture(page, "A", await PHOTO(page, 300, 200));
  await picture(page).waitFor();
  await button(page, make.makePoll).click();
  await becameHost(page);
  await page.goto(stage.server.origin);
  await saysOptions(page, ["", ""]);
  await button(page, make.another("Where to?")).click();
  await saysOptions(page, ["Pizza", "Sushi"]);
  await picture(page).waitFor();
  expect(await option(page, "A").inputValue()).toBe("Pizza");
});
