import type { Expr } from '../../language.ts';
import type { ExpressionShape, LoopShape, StatementShape } from '../syntax.ts';
import { assignment } from './assignments.ts';
import { condition } from './conditions.ts';
import {
  classDeclaration,
  declareTaken,
  declareVariables,
  enumDeclaration,
  functionDeclaration,
} from './declarations.ts';
import { expression, other } from './expressions.ts';
import type { Lowering } from './lowering.ts';
import { exportDeclaration, exportDefault, importDeclaration } from './modules.ts';
import { spelled, takeApart } from './patterns.ts';
import { readSwitch } from './switches.ts';

type Shape<N, Is extends StatementShape<N>['is']> = Extract<StatementShape<N>, { is: Is }>;

export function statements<N extends object>(lowering: Lowering<N>, nodes: readonly N[]): void {
  for (const node of nodes) statement(lowering, node);
}

export function statement<N extends object>(lowering: Lowering<N>, node: N): void {
  lowering.deeper(lowering.spanOf(node), () => read(lowering, lowering.syntax.statement(node)));
}

function read<N extends object>(lowering: Lowering<N>, shape: StatementShape<N>): void {
  const { builder } = lowering;
  switch (shape.is) {
    case 'block':
      builder.inScope(() => statements(lowering, shape.body));
      return;
    case 'expression':
      effect(lowering, shape.of);
      return;
    case 'variables':
      declareVariables(lowering, shape);
      return;
    case 'if':
      readIf(lowering, shape);
      return;
    case 'switch':
      readSwitch(lowering, shape.of, shape.cases);
      return;
    case 'loop':
      builder.inScope(() => readLoop(lowering, shape));
      return;
    case 'each':
      builder.inScope(() => readEach(lowering, shape));
      return;
    case 'try':
      readTry(lowering, shape);
      return;
    case 'return':
      if (shape.of) returned(lowering, shape.of);
      return;
    case 'throw':
      builder.expression(expression(lowering, shape.of), { is: 'message' });
      return;
    case 'within':
      if (shape.of) effect(lowering, shape.of);
      // A scope, because `break label` leaves no more than this.
      builder.inScope(() => statement(lowering, shape.body));
      return;
    case 'namespace':
      readNamespace(lowering, shape.body);
      return;
    case 'leave':
    case 'nothing':
      return;
    default:
      readDeclaration(lowering, shape);
  }
}

function readDeclaration<N extends object>(
  lowering: Lowering<N>,
  shape: Shape<N, 'function' | 'class' | 'enum' | 'import' | 'export' | 'export-default'>,
): void {
  if (shape.is === 'function') functionDeclaration(lowering, shape.function, shape.exported);
  else if (shape.is === 'class') classDeclaration(lowering, shape.class, shape.exported);
  else if (shape.is === 'enum') enumDeclaration(lowering, shape.name, shape.members, shape.exported);
  else if (shape.is === 'import') importDeclaration(lowering, shape.module, shape.names);
  else if (shape.is === 'export') exportDeclaration(lowering, shape.module, shape.names);
  else exportDefault(lowering, shape.of);
}

export function returned<N extends object>(lowering: Lowering<N>, node: N): void {
  const { builder } = lowering;
  const value = expression(lowering, node);
  builder.expression(value, { is: 'returned', function: builder.function });
  builder.returns(value);
}

/** An expression that stands as a statement: assignments, calls, and `test && act()`, which is an `if`. */
function effect<N extends object>(lowering: Lowering<N>, node: N): void {
  const { builder, syntax } = lowering;
  const plain = syntax.plain(node);
  const shape = syntax.expression(plain);
  if (shape.is === 'assignment') {
    const { value, names } = assignment(lowering, shape, lowering.spanOf(plain));
    builder.expression(value, { is: 'assigned', names });
  } else if (shape.is === 'binary' && (shape.operator === '&&' || shape.operator === '||')) {
    const test = condition(lowering, shape.left);
    builder.expression(test, { is: 'test' });
    builder.guarded(test, shape.operator === '&&', () => effect(lowering, shape.right));
  } else if (shape.is === 'choice') {
    readChoice(lowering, shape);
  } else {
    builder.expression(expression(lowering, plain), { is: 'other' });
  }
}

function readChoice<N extends object>(
  lowering: Lowering<N>,
  shape: Extract<ExpressionShape<N>, { is: 'choice' }>,
): void {
  const { builder } = lowering;
  const test = condition(lowering, shape.test);
  builder.expression(test, { is: 'test' });
  builder.guarded(test, true, () => effect(lowering, shape.yes));
  builder.guarded(test, false, () => effect(lowering, shape.no));
}

function readIf<N extends object>(lowering: Lowering<N>, { test, yes, no }: Shape<N, 'if'>): void {
  const { builder } = lowering;
  const tested = condition(lowering, test);
  builder.expression(tested, { is: 'test' });
  builder.guarded(tested, true, () => statement(lowering, yes));
  if (no) builder.guarded(tested, false, () => statement(lowering, no));
  const yesLeaves = leaves(lowering, yes);
  const noLeaves = no !== undefined && leaves(lowering, no);
  if (yesLeaves !== noLeaves) builder.guardRest(tested, noLeaves);
}

/** Whether what follows is never reached from here. */
export function leaves<N extends object>(lowering: Lowering<N>, node: N | undefined): boolean {
  const shape = node && lowering.syntax.statement(node);
  switch (shape?.is) {
    case 'return':
    case 'throw':
    case 'leave':
      return true;
    case 'block':
      return leaves(lowering, shape.body.at(-1));
    case 'if':
      return shape.no !== undefined && leaves(lowering, shape.yes) && leaves(lowering, shape.no);
    case 'expression':
      return spelled(lowering, shape.of) === 'process.exit()';
    default:
      return false;
  }
}

function readLoop<N extends object>(lowering: Lowering<N>, loop: LoopShape<N>): void {
  const { builder } = lowering;
  if (loop.start) statement(lowering, loop.start);
  if (!loop.testedFirst) statement(lowering, loop.body);
  const test = loop.test && condition(lowering, loop.test);
  if (test) builder.expression(test, { is: 'test' });
  if (loop.testedFirst) underTest(lowering, test, () => readBody(lowering, loop));
}

function readBody<N extends object>(lowering: Lowering<N>, loop: LoopShape<N>): void {
  statement(lowering, loop.body);
  if (loop.step) effect(lowering, loop.step);
}

function underTest<N extends object>(lowering: Lowering<N>, test: Expr | undefined, body: () => void): void {
  if (test) lowering.builder.guarded(test, true, body);
  else body();
}

function readEach<N extends object>(lowering: Lowering<N>, { target, of, body }: Shape<N, 'each'>): void {
  const { builder, syntax } = lowering;
  const iterable = expression(lowering, of);
  builder.expression(iterable, { is: 'other' });
  const declared = syntax.statement(target);
  const span = lowering.spanOf(target);
  const element = other('element', [iterable], span);
  const declarator = declared.is === 'variables' ? declared.declarators[0] : undefined;
  if (declared.is === 'variables' && declarator) {
    declareTaken(lowering, declarator.target, element, declared.hoisted);
  } else {
    takeApart(lowering, target, element, ({ name, value }) => {
      if (name !== undefined && value) builder.assign(name, value, span);
    });
  }
  statement(lowering, body);
}

function readTry<N extends object>(lowering: Lowering<N>, shape: Shape<N, 'try'>): void {
  statement(lowering, shape.body);
  const { caught, handler, last } = shape;
  if (handler) {
    lowering.builder.inScope(() => {
      if (caught) declareTaken(lowering, caught, undefined, false);
      statement(lowering, handler);
    });
  }
  if (last) statement(lowering, last);
}

function readNamespace<N extends object>(lowering: Lowering<N>, body: readonly N[]): void {
  const outer = lowering.variableScope;
  lowering.builder.inScope(() => {
    lowering.variableScope = lowering.builder.scope;
    statements(lowering, body);
  });
  lowering.variableScope = outer;
}
