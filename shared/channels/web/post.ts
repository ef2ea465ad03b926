import type { LookupAddress } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { NotSent } from '../sent.ts';
import { failureOf } from './failures.ts';
import { addressesOf, type Reach } from './reach.ts';

/** So much of an answer is read: providers answer in some hundred bytes. */
export const MOST_ANSWER_BYTES = 16_384;

export interface Posting {
  readonly url: URL;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether what is answered says something beside its status. */
  readonly reads: boolean;
  /** Until there is a connection, TLS included. The whole is bounded by `signal`. */
  readonly connectMs: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

/** Answers with the addresses that were checked, whoever is asked for. */
const lookupOf =
  (addresses: readonly [LookupAddress, ...LookupAddress[]]): LookupFunction =>
  (_, { all }, answer) =>
    all ? answer(null, [...addresses]) : answer(null, addresses[0].address, addresses[0].family);

const textOf = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) throw new NotSent('answer_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const readAnswer = (options: RequestOptions, { body, connectMs }: Posting): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sending = request(options, resolve);
    const timer = setTimeout(() => sending.destroy(new NotSent('timeout')), connectMs);
    const connected = () => clearTimeout(timer);
    sending.on('socket', (socket) => socket.once('secureConnect', connected));
    sending.once('close', connected);
    sending.on('error', reject);
    sending.end(body);
  });

/**
 * Posts JSON over https: to a host of the list, at an address that was checked, over a connection of its own; follows
 * no redirect, asks for no compression, reads no more than it must. Throws `NotSent`, with nothing of the URL in it.
 */
export async function post(reach: Reach, posting: Posting): Promise<Answer> {
  const { url, body, headers, reads, signal } = posting;
  if (url.protocol !== 'https:') throw new NotSent('host_forbidden');
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
    const response = await readAnswer(options, posting);
    const text = reads ? await textOf(response) : '';
    response.destroy();
    return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body: text };
  } catch (error) {
    // In the middle of an answer the end of the time looks like the end of the connection.
    throw signal.aborted ? new NotSent('timeout') : failureOf(error);
  }
}
