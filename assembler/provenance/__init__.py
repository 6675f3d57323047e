"""Where printed words come from: manifest, signature, verification, trace.

- `manifest`: manifest.json: hashes, sources of every paragraph, counts, versions.
- `printed_sources`: where printed paragraphs come from, and where contributed ones stand.
- `signature`: signs a manifest, and looks at its signature.
- `trace`: the chain behind a printed paragraph, and the way of a text into print.
- `trace_folder`: from a printed paragraph to its sources, and back.
- `trace_text`: a trace as lines and as JSON.
- `verification`: whether files still are what a manifest says.
- `verification_folder`: whether a build still is what its manifest says.
"""
