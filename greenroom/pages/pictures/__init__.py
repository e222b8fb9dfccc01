"""Pictures of posts: brought, shown, read as files; and the faces of people and organisations."""
