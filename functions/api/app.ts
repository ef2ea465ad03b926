import type { Hono } from 'hono';
import type { Deps } from '../../shared/deps.ts';
import { type ApiParts, createApp } from './app-of.ts';
import { ROUTES } from './routes/index.ts';

/** The API: every route of the list, and an answer to everything else. */
export const apiApp = (deps: Deps, parts: ApiParts): Hono => createApp(ROUTES, deps, parts);
