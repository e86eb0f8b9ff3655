import sys
from pathlib import Path

# `goods`, the small catalogues beside these tests.
sys.path.append(str(Path(__file__).parent))
