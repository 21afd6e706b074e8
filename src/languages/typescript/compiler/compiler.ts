// The one place that loads the compiler: it takes a while, and its interface ends with version 6. Of what is used here as
// `ts.NAME`, the build ships what it needs, and nothing else of the compiler: nodes have no methods there.
export { default as ts } from 'typescript';

declare module 'typescript' {
  /** Where a node begins behind the comments in front of it: `getStart` without the compiler's services. */
  function getTokenPosOfNode(node: Node, source: SourceFile): number;
}
