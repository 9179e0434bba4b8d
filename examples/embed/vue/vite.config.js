import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { teamBrain } from '../team-brain.mjs';

// Without `isCustomElement`, Vue would look for a component of that name.
const template = { compilerOptions: { isCustomElement: (tag) => tag === 'team-brain' } };

export default defineConfig({ plugins: [vue({ template }), teamBrain()] });
