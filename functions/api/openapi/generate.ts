import { writeFile } from 'node:fs/promises';
import { version } from '../../../package.json';
import { openApiDocument } from './document.ts';
import { docsPage } from './page.ts';
import { openApiText } from './written.ts';

// `npm run openapi`: both files are committed; a test compares them with what comes out here.
const document = openApiDocument(version);
await writeFile(new URL('openapi.json', import.meta.url), openApiText(document));
await writeFile(new URL('docs.html', import.meta.url), await docsPage(document));
