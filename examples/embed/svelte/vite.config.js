import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { teamBrain } from '../team-brain.mjs';

export default defineConfig({ plugins: [svelte(), teamBrain()] });
