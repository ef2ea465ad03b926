import { createApp } from '../../../functions/api/app.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { Actor } from '../../../shared/domain/records/actor.ts';
import { TokenRefused } from '../../../shared/identity/refused.ts';
import type { Verify } from '../../../shared/identity/verify.ts';
import { headOf } from '../../../shared/table/record/records.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement } from '../../families.ts';

/** Townships of 宣汉县, 开江县 and 通川区, each with some households: two of the first are side by side. */
export const TOWNSHIPS = ['511722107', '511722108', '511723100', '511702001'].map((code) =>
  AreaCode.parse(code),
);
export const PHONE = '13800138000';

/** A table with households spread over townships and two sites, and the API around it. */
export const countyApi = async () => {
  const deps = await testDeps();
  const clerk = person('admin', '5117');
  await act(deps, clerk, place(1));
  await act(deps, clerk, place(2));
  for (let n = 1; n <= 11; n++) {
    const { subject, steps } = family(n, 2, n === 1 ? placeId(1) : undefined);
    const [register, ...more] = steps;
    if (register?.name !== 'register-household') throw new Error('a family begins by being registered');
    const area = TOWNSHIPS[n % TOWNSHIPS.length] ?? TOWNSHIPS[0];
    const input = { ...register.input, area, phone: PHONE } as typeof register.input;
    await act(deps, clerk, { subject, steps: [{ ...register, input }, ...more] });
    // Every third household has somebody in work.
    if (n % 3 === 0) await act(deps, clerk, placement(n, '2026-02-20'));
  }
  return { deps, ...apiOf(deps) };
};

/** The name under which somebody asks: a token that says it all, believed by `believe`. */
export const tokenOf = (actor: Actor): string => Buffer.from(JSON.stringify(actor)).toString('base64url');

/** Stands in for an issuer: tokens that `tokenOf` made are sound. */
export const believe: Verify = async (token) => {
  const actor = Actor.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  if (actor.kind !== 'person') throw new TokenRefused('token_claims');
  return { actor, name: undefined, expires: 4_000_000_000 };
};

/** Sees and manages everything in the city. */
const ANYBODY = person('county_lead', '5117');

export interface Question extends Omit<RequestInit, 'body'> {
  /** Who asks; a county lead of all counties unless said otherwise. */
  readonly as?: Actor | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** So long that a loaded machine keeps it. */
const DEADLINE_MS = 300_000;

/** The API around dependencies, and a way to ask it. */
export const apiOf = (deps: TestDeps) => {
  const documents = new URL('../../../functions/api/openapi/', import.meta.url);
  const app = createApp(deps, {
    version: '1.2.3',
    verify: believe,
    documents,
    origins: [],
    deadlineMs: DEADLINE_MS,
  });
  const ask = async (path: string, { as = ANYBODY, headers, body, ...init }: Question = {}) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await app.request(`/api/v1${path}`, {
      ...init,
      ...sent,
      headers: {
        authorization: `Bearer ${tokenOf(as)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(headers as Record<string, string> | undefined),
      },
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, headers: response.headers, type, text, body: bodyOf(type, text) };
  };
  return { app, ask };
};

/** What the tests look at of an answer, whichever it is. */
export interface Body {
  readonly items: readonly { readonly [field: string]: unknown; readonly id: string }[];
  readonly next?: string;
  readonly status: number;
  readonly instance?: string;
  readonly errors: readonly { path: string; code: string; message: string }[];
}

const bodyOf = (type: string, text: string): Body => JSON.parse(/json/.test(type) ? text : '{}');

/** The ID numbers of a family, in full. */
export const idNumbersOf = async (deps: TestDeps, n: number): Promise<string[]> => {
  const head = await headOf(deps.table, { kind: 'household', id: familyId(n) });
  return head?.record.kind === 'household' ? head.record.members.map(({ idNumber }) => idNumber) : [];
};
