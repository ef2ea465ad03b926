import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { SendFailure } from '../send-result.ts';
import { failureOf } from './failures.ts';

/** The hosts that may be reached, and the addresses at which they may be. The environment sets hosts alone. */
export interface Reach {
  /** `host:port`, in lower case. */
  readonly hosts: ReadonlySet<string>;
  /** Resolves a host to all of its addresses. */
  readonly resolve: (host: string) => Promise<readonly LookupAddress[]>;
  readonly mayReach: (address: string) => boolean;
  /** Trusted certificates in place of the usual ones, in PEM. */
  readonly ca?: string;
}

/** Resolves by the system, hosts file included. */
export const resolveAll = (host: string): Promise<readonly LookupAddress[]> =>
  dns.lookup(host, { all: true });

/**
 * Resolves a host once and checks its addresses; the caller connects to these, so that a name cannot resolve to another
 * address after the check (DNS rebinding). Throws `SendFailure` if one address is not allowed.
 */
export async function addressesOf(
  { hosts, resolve, mayReach }: Reach,
  host: string,
  port: number,
): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
  // The list has names alone; an address, however it is spelled, is refused.
  if (isIP(host.replace(/[[\]]/g, '')) !== 0 || !hosts.has(`${host}:${port}`))
    throw new SendFailure('host_forbidden');
  const addresses = await resolve(host).catch((error: unknown) => {
    throw failureOf(error);
  });
  const [first, ...others] = addresses;
  if (!first) throw new SendFailure('host_unknown');
  if (!addresses.every(({ address }) => mayReach(address))) throw new SendFailure('address_forbidden');
  return [first, ...others];
}
