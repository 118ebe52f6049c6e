// On a host, the browser keeps the site for when there is no network; from a folder it is at hand anyway.

/** Beside the script that runs, wherever in the site the page is. */
const { src = "" } = (document.currentScript as HTMLScriptElement | null) ?? {};

// What the page itself needs comes first.
if (src !== "" && /^https?:$/.test(location.protocol) && "serviceWorker" in navigator) {
  window.addEventListener("load", () => {
    // A browser that keeps nothing, as in a private window, shows the page all the same.
    navigator.serviceWorker.register(new URL("service-worker.js", src)).catch(() => undefined);
  });
}
