import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { teamBrain } from '../team-brain.mjs';

export default defineConfig({ plugins: [react(), teamBrain()] });
