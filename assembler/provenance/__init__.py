"""Where printed words come from: manifest, signature, verification, trace.

- `folder`: traces in a report's folder, and verifies a build in a folder.
- `manifest`: makes manifest.json: hashes, sources of every paragraph, counts, versions.
- `operations`: traces and verifies files in memory.
- `printed_sources`: the sources of printed paragraphs, for manifest and trace.
- `signature`: signs a manifest, and checks its signature.
- `trace`: traces a printed paragraph to its sources, and a text to where it is printed.
- `trace_formats`: prints a trace as lines for a terminal and as JSON.
- `verification`: compares files with what a manifest says of them.
"""
