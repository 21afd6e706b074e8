// The one place that loads the compiler: it takes a while, and its interface ends with version 6.
export { default as ts } from 'typescript';
