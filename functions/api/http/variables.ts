import type { Deps } from '../../../shared/deps.ts';
import type { SignedIn } from '../../../shared/identity/person.ts';
import type { IdempotencyKey } from '../../../shared/table/requests/receipts.ts';
import type { Language } from '../../../shared/text/render.ts';

/** What a request asks for, parsed by the schemas of its route. */
interface ParsedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** The version that the record must still have (`If-Match`). */
  readonly expects: number | undefined;
  /** The caller's own key of the request (`Idempotency-Key`). */
  readonly key: string | undefined;
}

/** The variables that the middlewares set, in this order, for the middlewares and the handler that follow. */
export interface ApiEnv {
  Variables: {
    requestId: string;
    language: Language;
    /** The dependencies, whose table stops at the deadline. */
    deps: Deps;
    signedIn: SignedIn;
    parsed: ParsedRequest;
    idempotencyKey: IdempotencyKey | undefined;
  };
}
