import unittest

from app import app


class AppTest(unittest.TestCase):
    def setUp(self):
        self.client = app.test_client()

    def test_start_page_greets(self):
        self.assertIn("<h1>Hello</h1>", self.client.get("/").text)

    def test_time_is_json(self):
        self.assertIn("time", self.client.get("/api/time").json)


if __name__ == "__main__":
    unittest.main()
