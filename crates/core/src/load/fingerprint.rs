//! What tells one rulebook from another: a digest of its texts.

use crate::layering::LayerDraft;
use crate::place;

/// SHA-256 over the texts with their lengths, line endings made alike, layer by layer.
pub(super) fn fingerprint(layers: &[LayerDraft], files: &[place::File]) -> String {
    let mut hash = hmac_sha256::Hash::new();
    for (nth, layer) in layers.iter().enumerate() {
        if nth > 0 {
            // No text is as long as this, so that a file cannot go over to the next layer unnoticed.
            hash.update(u64::MAX.to_le_bytes());
        }
        let files = files.get(layer.files.start as usize..layer.files.end as usize).unwrap_or_default();
        for file in files {
            let text = file.text.replace("\r\n", "\n");
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
