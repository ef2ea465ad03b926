import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { NotSent } from '../sent.ts';
import { failureOf } from './failures.ts';

/** What may be reached: which hosts, at which addresses. Tests hand in their own; the environment names hosts alone. */
export interface Reach {
  /** `host:port`, in small letters. */
  readonly hosts: ReadonlySet<string>;
  /** All addresses of a host. */
  readonly resolve: (host: string) => Promise<readonly LookupAddress[]>;
  readonly mayReach: (address: string) => boolean;
  /** Certificates believed in place of the usual ones, in PEM. */
  readonly ca?: string;
}

/** By the system's resolver, so that a hosts file counts too, and is checked too. */
export const resolveAll = (host: string): Promise<readonly LookupAddress[]> =>
  dns.lookup(host, { all: true });

/**
 * The addresses at which a host may be reached, found once: whoever connects uses these and asks nobody again, so
 * that a name cannot mean one thing when it is checked and another when it is used. One bad address spoils them all.
 * Throws `NotSent`.
 */
export async function addressesOf(
  { hosts, resolve, mayReach }: Reach,
  host: string,
  port: number,
): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
  // An address is never a host's name, however it is spelled: the list has no addresses.
  if (isIP(host.replace(/[[\]]/g, '')) !== 0 || !hosts.has(`${host}:${port}`))
    throw new NotSent('host_forbidden');
  const addresses = await resolve(host).catch((error: unknown) => {
    throw failureOf(error);
  });
  const [first, ...others] = addresses;
  if (!first) throw new NotSent('host_unknown');
  if (!addresses.every(({ address }) => mayReach(address))) throw new NotSent('address_forbidden');
  return [first, ...others];
}
