import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FactReader } from '../src/catalog/facts.ts';
import { compileCatalog } from '../src/dev/compile-catalog.ts';
import { languages } from '../src/languages/index.ts';
import type { Fact, FactKind } from '../src/model/fact.ts';
import { frontendOf } from '../src/run/front-ends.ts';

const catalog = await compileCatalog();

async function factsOf(id: string, text: string): Promise<readonly Fact[]> {
  const language = languages.find((one) => one.id === id) ?? assert.fail(`no language ${id}`);
  const frontend = await frontendOf(language);
  const unit = frontend.lower(text, `source.${id}`);
  assert.deepEqual(unit.gaveUp, []);
  return new FactReader(catalog, language.catalog).read(unit, text).facts;
}

async function kindsOf(id: string, text: string): Promise<readonly FactKind[]> {
  return (await factsOf(id, text)).map((fact) => fact.kind);
}

test('a field that is made from itself ends, and what stands beside it is seen', async () => {
  const text = `
    class Monitor {
      start(host, port) {
        this.client = (this.client || host).connect();
        this.cache = this.cache || {};
        this.cache.get(host).trim();
        this.list = this.list.filter((one) => one !== this.list.at(0));
        return host + ':' + port;
      }
    }`;
  assert.ok((await kindsOf('javascript', text)).includes('join'));
});

test('names that are assigned from each other end', async () => {
  const text = `
    function run(host, port) {
      let a = b; let b = c; let c = a;
      for (;;) { a = b.trim() + c; b = c.trim() + a; c = a.trim() + b; }
    }
    export const join = (host, port) => \`\${host}:\${port}\`;`;
  assert.deepEqual(await kindsOf('javascript', text), ['join']);
});

test('functions whose only result is what they or each other say end, and the rest of the file is seen', async () => {
  const text = `
    function Peer(host) { if (!(this instanceof Peer)) return new Peer(host); this.host = host; }
    const isKnown = (host) => isListed(host);
    const isListed = (host) => isKnown(host);
    function join(host, port) { return Peer(host) && isKnown(host) ? host + ':' + port : ''; }`;
  assert.ok((await kindsOf('javascript', text)).includes('join'));
});

test('a name that is assigned thousands of times is read once for each', async () => {
  const lines = Array.from({ length: 2000 }, () => '\thost = next(host)\n\tdial(host + ":" + port)');
  const text = `package a\n\nfunc join(host, port string) string {\n${lines.join('\n')}\n\treturn host\n}\n`;
  assert.equal((await factsOf('go', text)).length, 2000);
});

test('a guard counts for the value that it is about, and for no other', async () => {
  const text = `package a

import "net"

func join(host, peer string, port string) string {
	if net.ParseIP(peer).To4() != nil {
		return host + ":" + port
	}
	return ""
}
`;
  const join = (await factsOf('go', text)).find(({ kind }) => kind === 'join');
  assert.deepEqual(join?.guards, []);
});
