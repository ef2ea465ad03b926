import type { LookupAddress } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { SendFailure } from '../send-result.ts';
import { failureOf } from './failures.ts';
import { addressesOf, type Reach } from './reach.ts';

/** Limit of an answer: providers answer in some hundred bytes. */
export const MAX_ANSWER_BYTES = 16_384;

export interface PostRequest {
  readonly url: URL;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether to read the body of the answer. */
  readonly reads: boolean;
  /** Limit until the connection is established, TLS included. `signal` limits the whole. */
  readonly connectMs: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

/** Resolves every name to the addresses that were checked. */
const lookupOf =
  (addresses: readonly [LookupAddress, ...LookupAddress[]]): LookupFunction =>
  (_, { all }, answer) =>
    all ? answer(null, [...addresses]) : answer(null, addresses[0].address, addresses[0].family);

const textOf = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new SendFailure('answer_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const sendRequest = (options: RequestOptions, { body, connectMs }: PostRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sending = request(options, resolve);
    const timer = setTimeout(() => sending.destroy(new SendFailure('timeout')), connectMs);
    const connected = () => clearTimeout(timer);
    sending.on('socket', (socket) => socket.once('secureConnect', connected));
    sending.once('close', connected);
    sending.on('error', reject);
    sending.end(body);
  });

/**
 * Posts JSON over https to an allowed host, at an address that was checked, over a new connection. Follows no redirect,
 * asks for no compression, reads no more than needed. Throws `SendFailure`, which contains nothing of the URL.
 */
export async function post(reach: Reach, posting: PostRequest): Promise<Answer> {
  const { url, body, headers, reads, signal } = posting;
  if (url.protocol !== 'https:') throw new SendFailure('host_forbidden');
  const port = Number(url.port || 443);
  const addresses = await addressesOf(reach, url.hostname, port);
  const options: RequestOptions = {
    method: 'POST',
    hostname: url.hostname,
    port,
    path: `${url.pathname}${url.search}`,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'accept-encoding': 'identity',
      'user-agent': 'houfu',
      ...headers,
    },
    // Pooled connections would outlive the check of their address.
    agent: false,
    lookup: lookupOf(addresses),
    servername: url.hostname,
    rejectUnauthorized: true,
    signal,
    ...(reach.ca === undefined ? {} : { ca: reach.ca }),
  };
  try {
    const response = await sendRequest(options, posting);
    const text = reads ? await textOf(response) : '';
    response.destroy();
    return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body: text };
  } catch (error) {
    // An abort in the middle of an answer looks like a lost connection.
    throw signal.aborted ? new SendFailure('timeout') : failureOf(error);
  }
}
