import type * as z from 'zod';
import type { ActRequest } from '../../../shared/act/act.ts';
import type { Deps } from '../../../shared/deps.ts';
import type { Allowance } from '../../../shared/domain/access/allowances.ts';
import type { Right } from '../../../shared/domain/access/rights.ts';
import type { CommandName } from '../../../shared/domain/commands/index.ts';
import type { Person } from '../../../shared/domain/records/actor.ts';
import type { SignedIn } from '../../../shared/identity/person.ts';
import type { Language } from '../../../shared/text/render.ts';

/** A request as its route gets it: the caller, and the input parsed by the route's own schemas. */
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
  /** The caller's key under which the command is executed once (`Idempotency-Key`). */
  readonly idempotencyKey: ActRequest['idempotencyKey'];
}

export interface RouteResult<Value> {
  readonly value: Value;
  /** The record's version, for its `ETag`. */
  readonly version?: number | undefined;
  /** The path below `/api/v1` of the record that was created. */
  readonly location?: string;
}

/** Who may call: anybody, everybody signed in, holders of a right, or those who may give one of the commands. */
type Access = 'anybody' | 'signed_in' | Right | readonly CommandName[];

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  /** Below `/api/v1`, with `{parameters}`. */
  readonly path: `/${string}`;
  /** One line of the documentation: `中文 · English`. */
  readonly summary: string;
  readonly access: Access;
  readonly tag: string;
  readonly allowance?: Allowance;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The schema of the answer; it says which fields are masked. */
  readonly answer: z.ZodType;
  /** It changes many records, each with its own version. */
  readonly many?: true;
  /** It creates a record with an address: 201. */
  readonly creates?: true;
  /** It changes something versioned that is no record: `If-Match` applies, and it can refuse. */
  readonly versioned?: true;
  readonly handle: (context: RouteContext<never, never, never>) => Promise<RouteResult<unknown>>;
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
    context: RouteContext<Parsed<P>, Parsed<Q>, Parsed<B>>,
  ) => Promise<RouteResult<z.output<A>>>;
};

/** A route as data: the server, the OpenAPI document and the tests derive from the list of routes. */
export const route = <
  A extends z.ZodType,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  parts: RouteOf<P, Q, B, A>,
): Route => parts as unknown as Route;
