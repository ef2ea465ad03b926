import type * as z from 'zod';
import type { ActRequest } from '../../../shared/act/act.ts';
import type { Deps } from '../../../shared/deps.ts';
import type { Allowance } from '../../../shared/domain/access/allowances.ts';
import type { Right } from '../../../shared/domain/access/rights.ts';
import type { CommandName } from '../../../shared/domain/commands/index.ts';
import type { Person } from '../../../shared/domain/records/actor.ts';
import type { SignedIn } from '../../../shared/identity/person.ts';
import type { Language } from '../../../shared/text/render.ts';

/** A request as its route gets it: who asks, and what, parsed by the route's own schemas. */
export interface RouteContext<Params, Query, Body> {
  readonly deps: Deps;
  readonly actor: Person;
  readonly signedIn: SignedIn;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly language: Language;
  /** The version that the record must still have (`If-Match`). */
  readonly expects: number | undefined;
  /** Under which key it is to be done once (`Idempotency-Key`). */
  readonly once: ActRequest['once'];
}

export interface RouteResult<Value> {
  readonly value: Value;
  /** The record's version, for its `ETag`. */
  readonly version?: number | undefined;
  /** The path below `/api/v1` of what has been made. */
  readonly location?: string;
}

/** Who may ask: anybody; whoever is signed in; whoever has the right; whoever may give one of the commands. */
type Access = 'anybody' | 'signed_in' | Right | readonly CommandName[];

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  /** Below `/api/v1`, with `{parameters}`. */
  readonly path: `/${string}`;
  /** What it is for, as the documentation has it: `中文 · English`. */
  readonly summary: string;
  readonly access: Access;
  readonly tag: string;
  readonly allowance?: Allowance;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** What goes out, and how: its schema says what is covered. */
  readonly answer: z.ZodType;
  /** Whether it changes many records, each with a version of its own. */
  readonly many?: true;
  /** Whether what it answers is new, under an address of its own. */
  readonly creates?: true;
  /** Whether it changes what has a version and is no record: `If-Match` is honoured, and it can be refused what is asked. */
  readonly versioned?: true;
  readonly handle: (asked: RouteContext<never, never, never>) => Promise<RouteResult<unknown>>;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

type RouteOf<P, Q, B, A extends z.ZodType> = Omit<
  Route,
  'params' | 'query' | 'body' | 'answer' | 'handle'
> & {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
  readonly handle: (
    asked: RouteContext<Parsed<P>, Parsed<Q>, Parsed<B>>,
  ) => Promise<RouteResult<z.output<A>>>;
};

/** One way into the API, as data: the server, the OpenAPI document and the tests are made of the list of these. */
export const route = <
  A extends z.ZodType,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  parts: RouteOf<P, Q, B, A>,
): Route => parts as unknown as Route;
