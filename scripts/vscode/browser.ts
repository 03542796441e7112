import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Keeps it quiet on a closed network, and running as root in a container. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts any Chromium, Chrome or Edge that is there, without a window unless `HEADED` is set. */
export function launchBrowser(): Promise<Browser> {
  const headless = !process.env["HEADED"];
  // A browser ends when its pipe to us closes; Playwright's handlers would keep this process alive after a TERM.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath: findBrowser(), args, headless, ...signals });
}

/** The browser's program; `CHROME_PATH` comes first. Throws a sentence with a remedy. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string {
  const found = [env["CHROME_PATH"], ...usualPlaces(env), chromium.executablePath()].find(
    (file) => file && existsSync(file),
  );
  if (found) return found;
  throw new Error(
    "The tests need Chromium, Chrome or Edge, and none was found. Install one (Debian: apt-get install chromium), or name it in CHROME_PATH.",
  );
}

function usualPlaces(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === "win32") {
    const bases = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]].filter(
      (base) => base !== undefined,
    );
    const programs = [
      "Google/Chrome/Application/chrome.exe",
      "Chromium/Application/chrome.exe",
      "Microsoft/Edge/Application/msedge.exe",
    ];
    return bases.flatMap((base) => programs.map((program) => path.join(base, program)));
  }
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
  return (env["PATH"] ?? "").split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)));
}
