import { BlockList, isIPv4, isIPv6 } from 'node:net';

const list = (family: 'ipv4' | 'ipv6', ...subnets: readonly string[]): BlockList => {
  const blocks = new BlockList();
  for (const subnet of subnets) {
    const [address = '', bits] = subnet.split('/');
    blocks.addSubnet(address, Number(bits), family);
  }
  return blocks;
};

/** IANA's registry of special-purpose addresses (RFC 6890), and what clouds keep for themselves. */
const SPECIAL_V4 = list(
  'ipv4',
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carriers' own, with Alibaba Cloud's metadata in it
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure's host
  '169.254.0.0/16', // link-local, with the clouds' metadata in it
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocols
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
);

/** What is given out to the public. Loopback, mapped and translated IPv4, private and link-local lie outside of it. */
const GLOBAL_V6 = list('ipv6', '2000::/3');
const SPECIAL_V6 = list(
  'ipv6',
  '2001::/23', // protocols, Teredo: an IPv4 address in disguise
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: an IPv4 address in disguise
  '3fff::/20', // documentation
);

/** Whether an address is one of the public internet. Whatever is not an address is none. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !SPECIAL_V4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return GLOBAL_V6.check(address, 'ipv6') && !SPECIAL_V6.check(address, 'ipv6');
}

const PRIVATE_V4 = list('ipv4', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');
const PRIVATE_V6 = list('ipv6', 'fc00::/7');
/** AWS's metadata, in the middle of what is private. */
const METADATA_V6 = list('ipv6', 'fd00:ec2::/32');

/**
 * Whether mail may be handed in there: a public address, or one of an organisation's own network, where mail servers
 * of counties stand. Never this machine, a link, or a cloud's metadata.
 */
export function isMailAddress(address: string): boolean {
  if (isPublic(address)) return true;
  if (isIPv4(address)) return PRIVATE_V4.check(address, 'ipv4');
  const isPlain = isIPv6(address) && !address.includes('%');
  return isPlain && PRIVATE_V6.check(address, 'ipv6') && !METADATA_V6.check(address, 'ipv6');
}
