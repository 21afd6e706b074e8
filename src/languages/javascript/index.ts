import type { Rewriting } from '../../model/fix.ts';
import { localhost } from '../anchors.ts';
import type { Anchors, Elsewhere, Idioms, Language } from '../language.ts';
import { modules } from './modules.ts';
import { rejoin } from './rejoin.ts';

const simple = /^[\w$]+(?:\.[\w$]+|\[\w+\])*$/;

/** How host, port and address are written in JavaScript; TypeScript says it in the same words. */
export const javascriptIdioms: Idioms = {
  title: 'JavaScript',
  join: (host, port) => {
    const end = /^\d+$/.test(port) ? port : `\${${port}}`;
    // What is more than a name is not written three times.
    const name = simple.test(host) ? host : 'host';
    const joined = `\`\${${name}.includes(':') ? \`[\${${name}}]\` : ${name}}:${end}\``;
    return name === host ? joined : `${joined}, with host for ${host}`;
  },
  split: (address) => `new URL(\`tcp://\${${address}}\`)`,
  parse: 'net.isIP, or a library such as ipaddr.js',
};

/** TypeScript has the same. */
export const javascriptAnchors: Anchors = {
  words: ['tcp4', 'udp4', 'ip4', 'IPv4', 'ipv4', 'resolve4', 'in-addr.arpa'],
  patterns: [localhost, /(?<![fF]ont-?)[fF]amily/],
  // A line that begins with a star goes on with a comment, as a rule; `*/ code` and `*name() {}` do not.
  comment: /[ \t]*(?:\/\/|\* )/y,
};

/** Bundlers read these, and the servers that they configure are for development. */
const bundler =
  /^(?:vite|vitest|webpack|rollup|rsbuild|rspack|vue|karma|playwright|cypress|wdio|craco|snowpack)(?:\.\w+)*\.(?:config|conf)(?:\.\w+)*\.[cm]?[jt]s$/;
/** What test runners run before the tests. */
const setup = /^(?:vitest|jest)(?:\.\w+)*\.setup(?:\.\w+)*\.[cm]?[jt]sx?$|^setupTests\.[cm]?[jt]sx?$/;
const test = /[._-](?:test|tests|spec|e2e|stories)\.[cm]?[jt]sx?$|^tests?\.[cm]?[jt]sx?$/;
const specs = /^(?:specs?|step[-_]definitions|cypress|playwright|storybook|stories)$/;

/** What a user copies and fills in. */
const sample = /[._-](?:blank|examples?|samples?)\.[cm]?[jt]s$/;

/** TypeScript's files are called alike. */
export const javascriptElsewhere: readonly Elsewhere[] = [
  { part: 'folder', like: specs, runs: 'nowhere', says: 'the file is in a folder of tests' },
  {
    part: 'name',
    like: bundler,
    runs: 'nowhere',
    says: 'the file configures a build and its development server',
  },
  { part: 'name', like: sample, runs: 'nowhere', says: 'the file is an example' },
  { part: 'name', like: test, runs: 'nowhere', says: 'the file is a test' },
  { part: 'name', like: setup, runs: 'nowhere', says: 'the file sets up tests' },
];

/** Nothing has to be imported for them. */
export const javascriptRepairs: Rewriting = { rejoin, imports: () => [] };

export const language: Language = {
  id: 'javascript',
  claims: (path) => /\.(?:js|jsx|mjs|cjs)$/.test(path),
  catalog: 'javascript',
  kind: 'code',
  anchors: javascriptAnchors,
  idioms: javascriptIdioms,
  elsewhere: javascriptElsewhere,
  modules,
  repairs: javascriptRepairs,
  load: () => import('./lower.ts'),
};
