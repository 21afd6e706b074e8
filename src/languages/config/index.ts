import { globSource } from '../../model/glob.ts';
import { lastPart } from '../../model/path.ts';
import { withoutTemplateSuffix } from '../../templates/names.ts';
import { dottedQuad, filledAddress } from '../anchors.ts';
import type { Language } from '../language.ts';
import { files } from './files.ts';

const extensions = /\.(?:conf|config|cfg|cnf|cf|ini|properties|vcl|hcl|env|options|vmoptions)$/i;
// What no program of the catalog is called by, and addresses are put together in.
const names = /^(?:Caddyfile|\.env)(?:[.-][\w.-]*)?$/;
// Source code, pages, and templates of them are no configuration.
const others = /\.(?:go|js|ts|tsx|jsx|html?|xml|md|txt|sql|css|py|rb|php|java|proto|json|tf|ya?ml)$/i;

// How the names of settings end: what ends in another way, as source does, is none of them.
const endings = new Set(files.map((name) => extensionOf(name)));

// Names that the catalog gives to the settings of programs. Those that end in any way may end as other files do.
const whole = anyOf(files.filter((name) => !name.endsWith('*')));
const open = anyOf(files.filter((name) => name.endsWith('*')));

/** A name without a slash is that of a file in any folder. */
function anyOf(globs: readonly string[]): RegExp {
  return new RegExp(`(?:^|/)(?:${globs.map((glob) => globSource(glob, 'path')).join('|')})$`, 'i');
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.')).toLowerCase();
}

function claims(path: string): boolean {
  const name = lastPart(path);
  const bare = withoutTemplateSuffix(name);
  const place = path.slice(0, path.length - name.length) + bare;
  if (extensions.test(bare) || names.test(bare)) return true;
  const isOther = others.test(bare);
  if (isOther && !endings.has(extensionOf(bare))) return false;
  return whole.test(place) || (!isOther && (bare !== name || open.test(place)));
}

/** Configuration of servers, and templates of it. */
export const language: Language = {
  id: 'config',
  claims,
  catalog: 'config',
  kind: 'configuration',
  anchors: { words: ['ipv4', 'IPv4', 'V4_'], patterns: [dottedQuad, filledAddress] },
  idioms: {
    title: 'Configuration',
    join: (host, port) => `[${host}]:${port}`,
    split: (address) => `name the host and the port of ${address} in two settings`,
  },
  load: async () => {
    const { lower } = await import('./lower.ts');
    return { lower };
  },
};
