// What failed handshakes are in words: Node.js makes other codes of them from version to version, and OpenSSL other words.
import { expect, test } from "vitest";
import { failureWords } from "../../../src/cli/fleet/refusal.ts";
import { RequestFailure } from "../../../src/cli/fleet/request.ts";

const NODE_24 =
  "400D3C57DC7F0000:error:0A000415:SSL routines:ssl3_read_bytes:ssl/tls alert certificate expired:record/rec_layer_s3.c:912:SSL alert number 45\n";
const NODE_20 =
  "C0A7:error:0A000415:SSL routines:ssl3_read_bytes:sslv3 alert certificate expired:../deps/openssl/ssl/record/rec_layer_s3.c:1605:SSL alert number 45\n";

test.each([
  ["ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED", NODE_24, "the client certificate has expired (--cert)"],
  ["ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED", NODE_20, "the client certificate has expired (--cert)"],
  ["EPROTO", `write EPROTO ${NODE_24}`, "the client certificate has expired (--cert)"],
  ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "x:tlsv1 alert unknown ca:y", "it does not trust the CA of the client certificate (--cert)"],
  ["ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE", "x:ssl/tls alert bad certificate:y", "it rejects the client certificate (--cert)"],
  ["EPROTO", "write EPROTO x:tlsv1 alert protocol version:y", "it shares no version of TLS with this program"],
  ["CERT_NOT_YET_VALID", "certificate is not yet valid", "its certificate is not valid yet; check the clock of this machine"],
  ["ERR_SSL_SOMETHING", "x:new words:y\n", "x:new words:y (ERR_SSL_SOMETHING)"],
])("%s", (code, message, words) => {
  expect(failureWords(new RequestFailure(code, message), (text) => text, false)).toBe(words);
});
