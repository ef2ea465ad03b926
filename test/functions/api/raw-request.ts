import type { Hono } from 'hono';
import type { ApiEnv } from '../../../functions/api/http/variables.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { person } from '../../deps.ts';
import { type Body, tokenOf } from './county.ts';

interface Raw {
  readonly method?: string;
  readonly as?: Actor;
  /** Beside the token and the content type; undefined takes one of them out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
}

/** Asks with a body as it is given, sound or not. */
export const askRaw = async (
  app: Hono<ApiEnv>,
  path: string,
  { method = 'PATCH', as = person('county_lead', '5117'), headers = {}, body = '' }: Raw = {},
) => {
  const all = {
    authorization: `Bearer ${tokenOf(as)}`,
    'content-type': 'application/json',
    ...headers,
  };
  const response = await app.request(`/api/v1${path}`, {
    method,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body, duplex: 'half' }),
    headers: Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  } as RequestInit);
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const answer = JSON.parse(/json/.test(type) && text ? text : '{}') as Body;
  return { status: response.status, headers: response.headers, type, text, body: answer };
};
