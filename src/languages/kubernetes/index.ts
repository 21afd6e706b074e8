import { withoutTemplateSuffix } from '../../templates/names.ts';
import { composeServices, dottedQuad, filledAddress } from '../anchors.ts';
import type { Language } from '../language.ts';

// JSON that belongs to a tool and is never a manifest, and lock files, which are long.
const toolFiles =
  /(?:^|\/)(?:package|composer|bower|lerna|nx|turbo|vercel|angular|deno|renovate|[jt]sconfig[\w.-]*|[\w.-]*-lock|\.[\w.-]+)\.jsonc?$|(?:^|\/)pnpm-lock\.yaml$|\.(?:schema|geo|ipynb)\.json$/i;

// What runs on a CI server does not run in the cluster.
const pipelines = /(?:^|\/)\.(?:github|gitlab|circleci|buildkite)\//;

/** A resource of the Kubernetes API: manifests are judged as a whole. */
const resource = /(?:^|[\n\r{,])[ \t-]*["']?kind["']?[ \t]*:/;

function claims(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(withoutTemplateSuffix(path)) && !toolFiles.test(path) && !pipelines.test(path);
}

/** Objects of the Kubernetes API, in YAML or JSON. */
export const language: Language = {
  id: 'kubernetes',
  claims,
  catalog: 'kubernetes',
  kind: 'configuration',
  anchors: {
    words: ['IPv4', 'ipv4', 'ipFamil'],
    patterns: [resource, composeServices, dottedQuad, filledAddress],
  },
  together: true,
  idioms: {
    title: 'Kubernetes',
    join: (host, port) => `[${host}]:${port}, which is for IPv6 only, or a name`,
    split: (address) => `name the host and the port of ${address} in two keys`,
  },
  load: async () => {
    const { lower } = await import('./lower.ts');
    return { lower };
  },
};
