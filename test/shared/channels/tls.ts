import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(`${import.meta.dirname}/tls/${name}.pem`, 'utf8');

/** A certificate of the hosts in these tests, its own authority; its key is for everybody to read. */
export const TLS = { cert: read('certificate'), key: read('key') };
