import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { version } from '../../../package.json';
import { openApiDocument } from './document.ts';
import { openApiText } from './document-text.ts';
import { redocScript } from './redoc-script.ts';

// `npm run openapi`: both files are committed; a test compares them with what comes out here.
await writeFile(new URL('openapi.json', import.meta.url), openApiText(openApiDocument(version)));
await writeFile(new URL('redoc.js.gz', import.meta.url), gzipSync(await redocScript(), { level: 9 }));
