import { lastPart } from '../../model/path.ts';
import { withoutTemplateSuffix } from '../../templates/names.ts';
import type { Language } from '../language.ts';

const extensions = /\.(?:conf|config|cfg|cnf|cf|ini|properties|vcl|hcl|env|options|vmoptions)$/i;
const names =
  /^(?:Corefile|Caddyfile|my\.cnf|named\.conf|\.env)(?:[.-][\w.-]*)?$|^sshd_config$|^(?:gunicorn|jupyter)[\w.-]*\.py$|^puma\.rb$/;
const xml = /(?:clickhouse|config\.d|users\.d)[^/]*(?:\/[^/]*)*\.xml$/i;
// Templates of source code and of pages are no configuration.
const others = /\.(?:go|js|ts|tsx|jsx|html?|xml|md|txt|sql|css|py|rb|php|java|proto|json|tf|ya?ml)$/i;

function claims(path: string): boolean {
  const name = lastPart(path);
  const bare = withoutTemplateSuffix(name);
  if (extensions.test(bare) || names.test(bare) || xml.test(path)) return true;
  return bare !== name && !others.test(bare);
}

/** Configuration of servers, and templates of it. */
export const language: Language = {
  id: 'config',
  claims,
  catalog: 'config',
  kind: 'configuration',
  idioms: {
    title: 'Configuration',
    join: (host, port) => `[${host}]:${port}`,
    split: (address) => `name the host and the port of ${address} in two settings`,
    listenOnBoth: '::',
  },
  load: async () => {
    const { lower } = await import('./lower.ts');
    return { lower };
  },
};
