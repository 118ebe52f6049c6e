// Entry of the calculator on the site: first what it talks to, then the page as it is in the editor.
import "./words.ts";
import "./offline.ts";
import "./theme.ts";
import "./calculator-host.ts";
import "../../webview/calculator.tsx";
