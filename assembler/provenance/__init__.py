"""Where printed words come from: manifest, signature, verification, trace.

- `manifest`: makes manifest.json: hashes, sources of every paragraph, counts, versions.
- `printed_sources`: the sources of printed paragraphs, for manifest and trace.
- `signature`: signs a manifest, and checks its signature.
- `trace`: traces a printed paragraph to its sources, and a text to where it is printed.
- `trace_folder`: traces in a report's folder.
- `trace_formats`: prints a trace as lines for a terminal and as JSON.
- `verification`: compares files with what a manifest says of them.
- `verification_folder`: verifies a build in a folder.
"""
