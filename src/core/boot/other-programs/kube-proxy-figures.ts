// What kube-proxy asks of connection tracking where nobody tells it otherwise. Facts, read in Kubernetes:
// pkg/proxy/apis/config/v1alpha1/defaults.go (the four defaults), cmd/kube-proxy/app/conntrack.go (a quarter of max),
// pull request 137002 (the bound of 1.36). tcpBeLiberal is false there: the key is left alone.

export const KUBE_PROXY = {
  /** conntrack.maxPerCore, --conntrack-max-per-core: entries for each core. */
  maxPerCore: 32768,
  /** conntrack.min, --conntrack-min: entries at least. */
  min: 131072,
  /** The most entries that 1.36 and later ask for. */
  most: 1_048_576,
  /** The hash table is enlarged to max over this number, where it is smaller. */
  entriesPerBucket: 4,
  /** conntrack.tcpEstablishedTimeout, in seconds. */
  established: 86400,
  /** conntrack.tcpCloseWaitTimeout, in seconds. */
  closeWait: 3600,
  /** conntrack.tcpBeLiberal. */
  beLiberal: false,
} as const;

export const KUBE_PROXY_SOURCE = "Kubernetes, pkg/proxy/apis/config/v1alpha1/defaults.go and cmd/kube-proxy/app/conntrack.go";

/**
 * Whether a release of kube-proxy lowers a limit and timeouts that are higher than its own, by minor version of Kubernetes.
 * Source: CHANGELOG-1.23 (pull request 103174: what is higher stays) and CHANGELOG-1.29 (120448: that is reverted). From 1.36
 * on a pull request that leaves a higher limit alone (142035) is in some patch releases, and which of them nobody has checked.
 */
export function lowersWhatIsHigher(minor: number): boolean | undefined {
  if (minor >= FIRST_UNSURE) return undefined;
  return minor < FIRST_TO_RAISE_ONLY || minor >= FIRST_TO_LOWER_AGAIN;
}

const FIRST_TO_RAISE_ONLY = 23;
const FIRST_TO_LOWER_AGAIN = 29;
const FIRST_UNSURE = 36;
