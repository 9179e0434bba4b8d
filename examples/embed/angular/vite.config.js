import { defineConfig } from 'vite';
import { teamBrain } from '../team-brain.mjs';

export default defineConfig({ plugins: [teamBrain()] });
