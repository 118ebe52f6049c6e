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
