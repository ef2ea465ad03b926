import { handle } from 'hono/aws-lambda';
import { version } from '../../package.json';
import { depsFrom } from '../../shared/deps.ts';
import { keysOfSecretsManager } from '../../shared/secrets.ts';
import { apiApp } from './app.ts';

export const handler = handle(apiApp(depsFrom(process.env, keysOfSecretsManager(process.env)), version));
