// Reports looked at as their readers do: in a browser, on a phone, on a desk and on paper.
//
// Where the reports are comes from DETENTE_REPORTS, a folder of .html files that
// `cargo xtask test` writes; DETENTE_CHROMIUM names the browser.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const folder = process.env.DETENTE_REPORTS;
assert.ok(folder, "DETENTE_REPORTS names no folder; run `cargo xtask test`");
const reports = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
assert.ok(reports.length > 0, `there is no report in ${folder}`);

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const sizes = {
  phone: { width: 360, height: 740 },
  laptop: { width: 1280, height: 800 },
};

/** A sheet of A4 between its margins, in pixels, and the smallest type that is read there. */
const sheet = { width: 673, height: 978 };
const smallest = 10;

let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.DETENTE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});

after(async () => {
  await browser?.close();
});

/** Opens a report and notes what it asks of the network and says on the console. */
async function open(name, settings = {}) {
  const context = await browser.newContext({ viewport: sizes.laptop, ...settings });
  const page = await context.newPage();
  const seen = { requests: [], errors: [] };
  const address = pathToFileURL(path.join(folder, name)).href;
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) seen.requests.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  await page.goto(address);
  return { context, page, seen };
}

/** What axe-core finds, one line each. It runs in the tools' own world, past the page's policy. */
async function violations(page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", {
    frameId: frameTree.frame.id,
    worldName: "axe",
  });
  const evaluate = async (expression) => {
    const answer = await session.send("Runtime.evaluate", {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    assert.equal(answer.exceptionDetails, undefined, JSON.stringify(answer.exceptionDetails));
    return answer.result.value;
  };
  await evaluate(`${axe}; undefined`);
  return evaluate(`axe.run(document).then((found) => found.violations.map((one) =>
    one.impact + " " + one.id + ": " + one.help + "\\n    " +
    one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join("\\n    ")))`);
}

/** Unfolds everything, so that what is folded is looked at too. */
async function unfold(page) {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
}

for (const name of reports) {
  describe(name, () => {
    for (const scheme of ["light", "dark"]) {
      for (const [size, viewport] of Object.entries(sizes)) {
        test(`axe-core finds nothing: ${size}, ${scheme}`, async () => {
          const { context, page } = await open(name, { viewport, colorScheme: scheme });
          await unfold(page);
          assert.deepEqual(await violations(page), []);
          await context.close();
        });
      }
    }

    test("a phone scrolls it down only", async () => {
      const { context, page } = await open(name, { viewport: sizes.phone });
      await unfold(page);
      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(widths[0] <= widths[1], `${widths[0]} pixels of page in ${widths[1]}`);
      await context.close();
    });

    test("it asks nothing of the network, and no word of the model runs", async () => {
      const { context, page, seen } = await open(name);
      await unfold(page);
      for (const link of await page.locator("summary, h1, h2, h3").all()) {
        await link.dispatchEvent("mouseover");
      }
      const ran = await page.evaluate(() => globalThis.pwned);
      assert.equal(ran, undefined);
      assert.equal(await page.locator("script, iframe, object, embed, base, form").count(), 0);
      assert.equal(await page.locator("[href^='javascript:' i]").count(), 0);
      const handlers = await page.evaluate(
        () =>
          [...document.querySelectorAll("*")].filter((one) =>
            one.getAttributeNames().some((attribute) => attribute.startsWith("on")),
          ).length,
      );
      assert.equal(handlers, 0);
      assert.deepEqual(seen, { requests: [], errors: [] });
      await context.close();
    });

    test("links within the page lead somewhere", async () => {
      const { context, page } = await open(name);
      const lost = await page.evaluate(() =>
        [...document.querySelectorAll("a[href^='#']")]
          .map((link) => decodeURIComponent(link.getAttribute("href").slice(1)))
          .filter((id) => document.getElementById(id) === null),
      );
      assert.deepEqual(lost, []);
      const twice = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
        return ids.filter((id, index) => ids.indexOf(id) !== index);
      });
      assert.deepEqual(twice, []);
      await context.close();
    });

    test("the keyboard reaches everything that unfolds or scrolls", async () => {
      const { context, page } = await open(name);
      await page.keyboard.press("Tab");
      const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
      assert.equal(first, "#main", "the first stop skips to the report");
      await page.keyboard.press("Enter");
      // Following a link takes the browser a moment.
      await page.waitForFunction(() => location.hash === "#main", null, { timeout: 5000 });

      const { summaries, scrollers } = await page.evaluate(() => {
        const closed = [...document.querySelectorAll("summary")].filter(
          (one) => one.parentElement.parentElement.closest("details:not([open])") === null,
        );
        closed.forEach((one, index) => (one.dataset.stop = `s${index}`));
        const regions = [...document.querySelectorAll("main *")].filter((one) => {
          const style = getComputedStyle(one).overflowX;
          return (
            ["auto", "scroll"].includes(style) &&
            one.scrollWidth > one.clientWidth &&
            one.checkVisibility({ contentVisibilityAuto: true })
          );
        });
        regions.forEach((one, index) => (one.dataset.stop = `r${index}`));
        return { summaries: closed.length, scrollers: regions.length };
      });
      const wanted = summaries + scrollers;
      const reached = new Set();
      const stops = await page.evaluate(
        () => document.querySelectorAll("a[href], summary, [tabindex='0']").length,
      );
      for (let step = 0; step <= stops && reached.size < wanted; step += 1) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => document.activeElement.dataset.stop);
        if (stop) reached.add(stop);
      }
      assert.equal(reached.size, wanted);

      const summary = page.locator("summary").first();
      if ((await summary.count()) > 0) {
        await summary.focus();
        const before = await summary.evaluate((one) => one.parentElement.open);
        await page.keyboard.press("Enter");
        const now = await summary.evaluate((one) => one.parentElement.open);
        assert.notEqual(now, before, "Enter unfolds");
      }
      await context.close();
    });

    test("on paper everything is unfolded", async () => {
      const { context, page } = await open(name);
      await page.emulateMedia({ media: "print" });
      const folded = await page.evaluate(() =>
        [...document.querySelectorAll("details:not([open]) > :not(summary)")]
          .filter((one) => !one.checkVisibility() && one.textContent.trim())
          .map((one) => one.textContent.trim().slice(0, 60)),
      );
      assert.deepEqual(folded, []);
      const pdf = await page.pdf({ format: "A4" });
      const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
      assert.ok(sheets.length > 1, `${sheets.length} sheets`);
      await context.close();
    });

    test("axe-core finds nothing on paper", async () => {
      const { context, page } = await open(name, { viewport: sheet });
      await page.emulateMedia({ media: "print", colorScheme: "light" });
      await unfold(page);
      assert.deepEqual(await violations(page), []);
      await context.close();
    });

    test("on paper nothing is cut off, and no type is tiny", async () => {
      const { context, page } = await open(name, { viewport: sheet });
      await page.emulateMedia({ media: "print" });
      await unfold(page);
      const { cut, tiny } = await page.evaluate((smallest) => {
        const visible = [...document.querySelectorAll("main *, header *")].filter(
          (one) => one.checkVisibility() && !one.closest(".hidden, svg"),
        );
        const words = (one) => one.textContent.trim().slice(0, 60);
        const width = document.documentElement.clientWidth;
        const speaks = (one) =>
          [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
        return {
          cut: visible.filter((one) => one.getBoundingClientRect().right > width + 1).map(words),
          tiny: visible
            .filter((one) => speaks(one) && !one.matches(".ref"))
            .filter((one) => parseFloat(getComputedStyle(one).fontSize) < smallest)
            .map(words),
        };
      }, smallest);
      assert.deepEqual({ cut, tiny }, { cut: [], tiny: [] });
      await context.close();
    });

    test("it works without scripts", async () => {
      const { context, page, seen } = await open(name, { javaScriptEnabled: false });
      assert.ok((await page.locator("h1").innerText()).trim().length > 0);
      const summary = page.locator("summary").first();
      if ((await summary.count()) > 0) {
        const body = summary.locator("xpath=following-sibling::*[1]");
        assert.equal(await body.isVisible(), false);
        await summary.click();
        assert.equal(await body.isVisible(), true);
      }
      assert.deepEqual(seen, { requests: [], errors: [] });
      await context.close();
    });
  });
}
