"""YesWiki’s Bazar forms, among them Hinaura’s directory of digital help."""
