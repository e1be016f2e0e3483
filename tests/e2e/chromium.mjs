// Chromium without a window, quiet: it asks the network for nothing of its own.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.POSTIL_CHROMIUM ?? "/usr/bin/chromium", args: FLAGS, headless: true });
