// User settings every started workbench begins with: quiet, local, and the same for each run.

export type Settings = Readonly<Record<string, unknown>>;

export const baseSettings: Settings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.banner": "never",
  "telemetry.telemetryLevel": "off",
  "update.showReleaseNotes": false,
  "window.autoDetectColorScheme": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** For suites: what moves or blinks is painted anew all the time, and by the processor where there is no other. */
export const stillSettings: Settings = {
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "workbench.reduceMotion": "on",
};

export const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  "high-contrast-dark": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;

export type Theme = keyof typeof themes;
