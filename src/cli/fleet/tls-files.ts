// Certificates and a key from files, looked at before anything is sent: what is wrong with them is said by the option's name.
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { UsageError } from "../usage-error.ts";

/** PEM. */
export interface TlsFiles {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Throws UsageError, with nothing of the files in it. */
export function checkTls({ ca, cert, key }: TlsFiles): void {
  if ((cert === undefined) !== (key === undefined)) throw new UsageError("--cert and --key must be given together");
  if (ca !== undefined) certificateOf("ca", ca);
  if (cert === undefined || key === undefined) return;
  if (!certificateOf("cert", cert).checkPrivateKey(keyOf(key))) throw new UsageError("--key does not match the certificate in --cert");
}

/** The first one. */
function certificateOf(option: string, text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw new UsageError(`--${option}: the file contains no certificate in PEM format`);
  }
}

function keyOf(text: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    throw new UsageError("--key: the file contains no private key in PEM format, or the key is protected by a passphrase");
  }
}
