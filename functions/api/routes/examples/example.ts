import type { Role } from '../../../../shared/domain/records/actor.ts';

/** A request that succeeds where the examples before it, in the order of test/functions/api/examples-in-order.ts, were made. */
interface RouteExample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The role of the caller; a county lead by default. */
  readonly as?: Role;
  /** The job that runs before it. */
  readonly after?: 'audit' | 'digest';
  /** The ids that the examples use for what it makes, in the order of its receipt; the id of a new record comes first. */
  readonly makes?: readonly string[];
}

/** Examples by the method and path of their route. */
export type RouteExamples = Readonly<Record<string, RouteExample>>;
